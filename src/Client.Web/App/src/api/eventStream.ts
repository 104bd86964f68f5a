import type { ServerEvent } from "./types";

type Listener = (event: ServerEvent) => void;

const kinds = ["status", "work", "cluster", "ingest", "study", "trials"];

/**
 * One connection for the whole tab. It is opened again whenever the set of topics changes; every event carries the
 * whole state of its topic, so nothing is lost in between.
 */
export class EventStream {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly latest = new Map<string, ServerEvent>();
  private readonly connectionListeners = new Set<(connected: boolean) => void>();
  private source: EventSource | null = null;
  private topics = "";
  private opened = false;
  private pending = false;

  constructor(private readonly path: string) {}

  open(): void {
    this.opened = true;
    this.refresh();
  }

  close(): void {
    this.opened = false;
    this.source?.close();
    this.source = null;
    this.topics = "";
  }

  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    listeners.add(listener);
    this.listeners.set(topic, listeners);
    const known = this.latest.get(topic);
    if (known) listener(known);
    this.refresh();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.listeners.delete(topic);
        this.latest.delete(topic);
      }
      this.refresh();
    };
  }

  watchConnection(listener: (connected: boolean) => void): () => void {
    this.connectionListeners.add(listener);
    return () => this.connectionListeners.delete(listener);
  }

  /** Waits for the end of the current turn, so that a page that mounts ten listeners connects once. */
  private refresh(): void {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => {
      this.pending = false;
      if (this.opened) this.connect();
    });
  }

  private connect(): void {
    const topics = [...this.listeners.keys()].sort().join(",");
    if (topics === this.topics) return;
    this.source?.close();
    this.source = null;
    this.topics = topics;
    if (topics === "") return;
    const source = new EventSource(`${this.path}?topics=${encodeURIComponent(topics)}`);
    for (const kind of kinds) {
      source.addEventListener(kind, (message) => this.deliver(JSON.parse(message.data as string) as ServerEvent));
    }
    source.onopen = () => this.tellConnection(true);
    source.onerror = () => this.tellConnection(false);
    this.source = source;
  }

  private deliver(event: ServerEvent): void {
    this.latest.set(event.topic, event);
    for (const listener of this.listeners.get(event.topic) ?? []) listener(event);
    if (event.study) for (const listener of this.listeners.get("studies") ?? []) listener(event);
  }

  private tellConnection(connected: boolean): void {
    for (const listener of this.connectionListeners) listener(connected);
  }
}
