import { useState } from "react";
import { remove } from "../../api/client";
import type { ClusterSilo, Silo } from "../../api/types";

interface Props {
  silo: ClusterSilo;
  failed: (fault: Error | null) => void;
}

/** Asks once more before it drains: a second press within the same row. */
export function DrainSilo({ silo, failed }: Props) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  if (silo.status === "Dead") return null;

  async function drain() {
    setBusy(true);
    failed(null);
    try {
      await remove<Silo>(`/api/cluster/silos/${encodeURIComponent(silo.name)}`);
    } catch (fault) {
      failed(fault instanceof Error ? fault : new Error(String(fault)));
    } finally {
      setBusy(false);
      setAsked(false);
    }
  }

  if (!silo.canDrain) {
    return (
      <span title={silo.whyNot ?? undefined}>
        <button type="button" disabled data-testid={`drain-${silo.name}`} aria-label={`Drain ${silo.name}: ${silo.whyNot}`}>
          Drain
        </button>
      </span>
    );
  }
  return (
    <button
      type="button"
      className={asked ? "sure" : undefined}
      disabled={busy}
      onClick={asked ? drain : () => setAsked(true)}
      onBlur={() => setAsked(false)}
      title="Its work ends or goes on elsewhere, then it stops"
      data-testid={`drain-${silo.name}`}
      aria-label={asked ? `Yes, drain ${silo.name}` : `Drain ${silo.name}`}
    >
      {asked ? "Sure?" : "Drain"}
    </button>
  );
}
