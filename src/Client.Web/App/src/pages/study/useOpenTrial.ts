import { useState } from "react";
import { post } from "../../api/client";
import type { RunReport } from "../../api/types";
import { navigate } from "../../routing/router";

/** Has a trial backtested in full, unless it has been, and goes to the result. */
export function useOpenTrial(study: string, failed: (fault: Error | null) => void) {
  const [pending, setPending] = useState<number | null>(null);
  async function start(index: number) {
    if (pending !== null) return;
    setPending(index);
    failed(null);
    try {
      const report = await post<RunReport>(`/api/studies/${encodeURIComponent(study)}/trials/${index}/backtest`);
      navigate(`/simulations/${report.fingerprint}?study=${encodeURIComponent(study)}&trial=${index}`);
    } catch (fault) {
      failed(fault instanceof Error ? fault : new Error(String(fault)));
    } finally {
      setPending(null);
    }
  }
  return { start, pending };
}
