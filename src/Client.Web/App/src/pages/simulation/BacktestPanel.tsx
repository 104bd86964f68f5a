import { useCallback, useState } from "react";
import { withQuery } from "../../api/client";
import type { Bars, Equity, Simulation, StudyDetail, Trades } from "../../api/types";
import { useResource } from "../../api/useResource";
import { BacktestChart } from "../../charts/BacktestChart";
import { whole } from "../../format/numbers";
import { zoneWords } from "../../format/times";
import { Await } from "../../ui/Await";
import { Panel } from "../../ui/Panel";

const maxPoints = 4000;
const mostMarkers = 2000;

interface Range {
  from: number;
  to: number;
}

/** Candles with trade markers, equity against buy-and-hold, underwater; finer bars are fetched when one zooms in. */
export function BacktestPanel({ simulation, study }: { simulation: Simulation; study: string | null }) {
  const [range, setRange] = useState<Range | null>(null);
  const from = range?.from ?? simulation.fromTs;
  const to = range?.to ?? simulation.toTs;
  const bars = useResource<Bars>(
    withQuery(`/api/bars/${encodeURIComponent(simulation.symbol)}/${simulation.interval}`, {
      from,
      to,
      adjustment: simulation.adjustment,
      maxPoints,
    }),
  );
  const equity = useResource<Equity>(
    withQuery(`/api/simulations/${encodeURIComponent(simulation.fingerprint)}/equity`, { from, to, maxPoints }),
  );
  const trades = useResource<Trades>(
    withQuery(`/api/simulations/${encodeURIComponent(simulation.fingerprint)}/trades`, { offset: 0, limit: mostMarkers }),
  );
  const searched = useResource<StudyDetail>(study === null ? null : `/api/studies/${encodeURIComponent(study)}`);
  const zoom = useCallback((next: Range | null) => setRange(next), []);
  const perPoint = bars.data?.barsPerPoint ?? 1;

  return (
    <Panel
      title="Price & trades · equity · drawdown"
      note={
        bars.data
          ? `${whole(bars.data.sourceBars)} bars${perPoint > 1 ? `, ${perPoint} in each candle` : ""} · ${zoneWords(simulation.timeZone)}`
          : undefined
      }
      aside={
        range && (
          <button type="button" onClick={() => setRange(null)}>
            Whole range
          </button>
        )
      }
      testId="backtest-chart"
    >
      <Await resource={bars} lines={14}>
        {(b) => (
          <Await resource={equity} lines={14}>
            {(e) => (
              <BacktestChart
                bars={b}
                equity={e}
                trades={trades.data?.trades ?? []}
                truncated={(trades.data?.total ?? 0) > mostMarkers}
                split={searched.data?.periods?.splitTs ?? null}
                daily={simulation.interval === "1d"}
                whole={{ from: simulation.fromTs, to: simulation.toTs }}
                zoom={zoom}
              />
            )}
          </Await>
        )}
      </Await>
    </Panel>
  );
}
