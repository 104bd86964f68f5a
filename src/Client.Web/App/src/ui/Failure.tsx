import { ApiError } from "../api/client";

/** What went wrong, what would have been allowed, and a way to try again. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{problem?.title ?? "Something went wrong"}.</strong> {error.message}
      </p>
      {problem?.traceId && <p className="faint">Trace {problem.traceId}</p>}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
