import { useCallback, useEffect, useRef, useState } from "react";
import { get } from "./client";

/** Something read from the server: there, on its way, or failed. While it is read again the old value stays. */
export interface Resource<T> {
  data: T | null;
  error: Error | null;
  loading: boolean;
  reload: () => void;
}

/** Reads a path now, whenever it changes, and whenever `version` does; null reads nothing. */
export function useResource<T>(path: string | null, version: unknown = 0): Resource<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; error: Error | null; loading: boolean }>({
    path: null,
    data: null,
    error: null,
    loading: path !== null,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(0);

  useEffect(() => {
    if (path === null) return;
    const ticket = ++latest.current;
    const abort = new AbortController();
    setState((old) => ({ ...old, loading: true }));
    get<T>(path, abort.signal).then(
      (data) => {
        if (ticket === latest.current) setState({ path, data, error: null, loading: false });
      },
      (error: unknown) => {
        if (ticket !== latest.current || abort.signal.aborted) return;
        setState((old) => ({ path, data: old.data, error: asError(error), loading: false }));
      },
    );
    return () => abort.abort();
  }, [path, version, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data: state.data, error: state.error, loading: state.loading, reload };
}

function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}
