import type { ReactNode } from "react";

type Tone = "good" | "bad" | "warn" | "info" | "plain";

export function Badge({ tone = "plain", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`badge ${tone}`} title={title}>
      {children}
    </span>
  );
}

/** Generated data is called so wherever it shows. */
export function SyntheticBadge({ synthetic }: { synthetic: boolean }) {
  return synthetic ? (
    <Badge tone="warn" title="Generated bars, not a market">
      synthetic
    </Badge>
  ) : null;
}

/** Whether a model had seen what it was tested on. */
export function SampleBadge({ inSample }: { inSample: boolean }) {
  return inSample ? (
    <Badge tone="bad" title="The model was trained on some of these rows: this says nothing about the future">
      in-sample
    </Badge>
  ) : (
    <Badge tone="good" title="The model had not seen these rows when it was trained">
      out-of-sample
    </Badge>
  );
}

const tones: Record<string, Tone> = {
  completed: "good",
  ready: "good",
  Active: "good",
  Joining: "info",
  ShuttingDown: "warn",
  Stopping: "warn",
  running: "info",
  training: "info",
  planned: "plain",
  failed: "bad",
  Dead: "plain",
  cancelled: "warn",
  pruned: "plain",
};

export function StatusBadge({ status }: { status: string }) {
  return <Badge tone={tones[status] ?? "plain"}>{status}</Badge>;
}
