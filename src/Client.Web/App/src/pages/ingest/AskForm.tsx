import { useState, type FormEvent } from "react";
import { post } from "../../api/client";
import type { Backfill, Provider } from "../../api/types";
import { useResource } from "../../api/useResource";
import { startOfDate } from "../../format/times";
import { Failure } from "../../ui/Failure";
import { ProviderChoice } from "./ProviderChoice";
import { useAction } from "./useAction";

/** Asks a provider for the history of a symbol, which may be new. */
export function AskForm() {
  const providers = useResource<Provider[]>("/api/providers");
  const [symbol, setSymbol] = useState("");
  const [from, setFrom] = useState("2020-01-01");
  const [chosen, setChosen] = useState("");
  const action = useAction();
  const provider = chosen || (providers.data?.find((one) => one.missing === null)?.name ?? "");
  const fromTs = startOfDate(from, symbol.includes("/") ? "UTC" : "America/New_York");

  function ask(event: FormEvent) {
    event.preventDefault();
    if (fromTs === null) return;
    void action.run(async () => {
      await post<Backfill>(`/api/bars/${encodeURIComponent(symbol)}/backfills`, { fromTs, providers: [provider] });
      setSymbol("");
    });
  }

  return (
    <>
      <form className="filters" onSubmit={ask} aria-label="Ask a provider for a symbol">
        <label>
          symbol
          <input
            type="text"
            value={symbol}
            placeholder="AAPL"
            maxLength={24}
            onChange={(event) => setSymbol(event.target.value.trim().toUpperCase())}
            data-testid="ask-symbol"
          />
        </label>
        <label>
          from
          <input
            type="text"
            className="date"
            value={from}
            placeholder="YYYY-MM-DD"
            onChange={(event) => setFrom(event.target.value.trim())}
            data-testid="ask-from"
          />
        </label>
        <ProviderChoice providers={providers.data ?? []} value={provider} choose={setChosen} testId="ask-provider" />
        <button type="submit" disabled={action.busy || symbol === "" || fromTs === null} data-testid="ask">
          Backfill
        </button>
      </form>
      {action.fault && <Failure error={action.fault} />}
    </>
  );
}
