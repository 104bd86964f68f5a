import { useEffect, useRef, useState, type RefObject } from "react";
import { get } from "./client";

/** Reads at a time; the rest of the page keeps its connections. */
const most = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= most) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Reads a path in its turn, once the element has come into view, and again when `version` changes. */
export function useQuietly<T>(path: string, version: unknown): [RefObject<HTMLDivElement | null>, T | Error | null] {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const [value, setValue] = useState<T | Error | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  useEffect(() => {
    if (!seen) return;
    const abort = new AbortController();
    inTurn(async () => {
      if (!abort.signal.aborted) setValue(await get<T>(path, abort.signal));
    }).catch((fault: unknown) => {
      if (!abort.signal.aborted) setValue(fault instanceof Error ? fault : new Error(String(fault)));
    });
    return () => abort.abort();
  }, [path, version, seen]);
  return [ref, value];
}
