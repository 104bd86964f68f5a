import type { ReactNode } from "react";
import type { Resource } from "../api/useResource";
import { Failure } from "./Failure";

interface Props<T> {
  resource: Resource<T>;
  /** Height to keep free while loading, in lines. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** A panel's inside: what was read, or that it is being read, or why it could not be. */
export function Await<T>({ resource, lines = 4, children }: Props<T>) {
  if (resource.data !== null) {
    return (
      <>
        {resource.error && <Failure error={resource.error} retry={resource.reload} />}
        {children(resource.data)}
      </>
    );
  }
  if (resource.error) return <Failure error={resource.error} retry={resource.reload} />;
  return (
    <div className="loading" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="loading-line" />
      ))}
    </div>
  );
}
