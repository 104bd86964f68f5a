import { useState, type FormEvent } from "react";
import { post } from "../../api/client";
import { useIngestEvent } from "../../api/events";
import type { Backfill, Provider, SymbolInfo } from "../../api/types";
import { useResource } from "../../api/useResource";
import { startOfDate } from "../../format/times";
import { Empty } from "../../ui/Empty";
import { Failure } from "../../ui/Failure";
import { Panel } from "../../ui/Panel";
import { BackfillTable } from "./BackfillTable";
import { ProviderChoice } from "./ProviderChoice";
import { useAction } from "./useAction";

/** History of one symbol: asks providers for a range, and shows how far each such question is. */
export function BackfillPanel({ info }: { info: SymbolInfo }) {
  const all = useIngestEvent();
  const own = (all?.backfills ?? []).filter((backfill) => backfill.symbol === info.symbol);
  const providers = useResource<Provider[]>("/api/providers");
  const ready = (providers.data ?? []).filter((provider) => provider.missing === null);
  const [from, setFrom] = useState("");
  const [chosen, setChosen] = useState("");
  const [again, setAgain] = useState(false);
  const action = useAction();
  const provider = chosen || (info.synthetic ? "fake-alpaca" : (ready[0]?.name ?? ""));

  function ask(event: FormEvent, onlyGaps: boolean) {
    event.preventDefault();
    const fromTs = startOfDate(from, info.timeZone) ?? Math.min(...info.coverage.map((coverage) => coverage.firstTs));
    return action.run(() =>
      post<Backfill>(`/api/bars/${encodeURIComponent(info.symbol)}/backfills`, {
        fromTs,
        interval: info.coverage.some((coverage) => coverage.interval === "1d") && info.coverage.length === 1 ? "1d" : "1m",
        providers: provider === "" ? [] : [provider],
        again,
        onlyGaps,
      }),
    );
  }

  return (
    <Panel title="Backfill" note="history, asked of providers" testId="backfill-panel">
      <form className="filters" onSubmit={(event) => ask(event, false)} aria-label="What to ask for">
        <label>
          from
          <input
            type="text"
            className="date"
            value={from}
            placeholder="first bar"
            onChange={(event) => setFrom(event.target.value.trim())}
            data-testid="backfill-from"
          />
        </label>
        <ProviderChoice providers={providers.data ?? []} value={provider} choose={setChosen} testId="backfill-provider" />
        <label title="Ask for what was answered before, too: finds revisions">
          <input type="checkbox" checked={again} onChange={(event) => setAgain(event.target.checked)} /> again
        </label>
        <button type="submit" disabled={action.busy} data-testid="backfill-start">
          Backfill to now
        </button>
        <button type="button" disabled={action.busy} onClick={(event) => ask(event, true)} data-testid="backfill-gaps">
          Ask for gaps only
        </button>
      </form>
      {action.fault && <Failure error={action.fault} />}
      {own.length > 0 ? <BackfillTable backfills={own} withSymbol={false} /> : <Empty>No backfill of {info.symbol} yet.</Empty>}
    </Panel>
  );
}
