import { useState } from "react";

/** Something a button does: busy while it is done, and what went wrong the last time. */
export function useAction(): { busy: boolean; fault: Error | null; run: (work: () => Promise<unknown>) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (thrown) {
      setFault(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(false);
    }
  }
  return { busy, fault, run };
}
