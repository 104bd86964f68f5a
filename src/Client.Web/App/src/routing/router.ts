import { useSyncExternalStore } from "react";

/** The address as the pages see it. */
export interface Location {
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

function snapshot(): string {
  return window.location.pathname + window.location.search;
}

/** Goes to another address of this app without loading the page anew. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (to === snapshot()) return;
  const moved = to.split("?")[0] !== window.location.pathname;
  if (options.replace) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  for (const listener of listeners) listener();
  if (moved) {
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}

/** The address now; the component renders again when it changes. */
export function useLocation(): Location {
  const address = useSyncExternalStore(subscribe, snapshot);
  const [path = "/", query = ""] = address.split("?");
  return { path: path.length > 1 ? path.replace(/\/$/, "") : path, query: new URLSearchParams(query) };
}
