import type { ReactNode } from "react";

/** Nothing there yet, and what to type to have something. */
export function Empty({ children, command }: { children: ReactNode; command?: string }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {command && <pre>{command}</pre>}
    </div>
  );
}
