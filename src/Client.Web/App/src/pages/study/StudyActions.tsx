import { useState } from "react";
import { post } from "../../api/client";

interface Props {
  id: string;
  phase: string;
  changed: () => void;
  failed: (fault: Error | null) => void;
}

/** Stops a study that runs, goes on with one that was left half-done. */
export function StudyActions({ id, phase, changed, failed }: Props) {
  const [busy, setBusy] = useState(false);
  const verb = phase === "running" ? "cancel" : phase === "completed" ? null : "resume";
  if (verb === null) return null;

  async function act() {
    setBusy(true);
    failed(null);
    try {
      await post(`/api/studies/${encodeURIComponent(id)}/${verb}`);
      changed();
    } catch (fault) {
      failed(fault instanceof Error ? fault : new Error(String(fault)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <button type="button" disabled={busy} onClick={act} data-testid={`study-${verb}`}>
      {verb === "cancel" ? "Stop the study" : "Go on with it"}
    </button>
  );
}
