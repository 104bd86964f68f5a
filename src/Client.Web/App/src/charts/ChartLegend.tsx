import type { Bars } from "../api/types";
import { number, percent, price } from "../format/numbers";
import { moment } from "../format/times";
import type { BacktestSeries } from "./backtestSeries";

interface Props {
  bars: Bars;
  series: BacktestSeries;
  /** The point under the pointer; null shows the last. */
  at: number | null;
  daily: boolean;
}

/** The values of one point in words and figures. */
export function ChartLegend({ bars, series, at, daily }: Props) {
  const i = at ?? series.ts.length - 1;
  const ts = series.ts[i];
  if (ts === undefined) return null;
  const fall = series.drawdown[i]?.value;
  return (
    <div className="legend" aria-hidden="true">
      <span>{moment(ts, bars.timeZone, daily)}</span>
      <span>
        O <b>{price(bars.open[i])}</b> H <b>{price(bars.high[i])}</b> L <b>{price(bars.low[i])}</b> C <b>{price(bars.close[i])}</b>
      </span>
      <span className="legend-equity">equity ×{number(series.equity[i]?.value)}</span>
      <span className="legend-benchmark">buy &amp; hold ×{number(series.benchmark[i]?.value)}</span>
      <span className="legend-drawdown">drawdown {percent(fall === undefined ? null : fall / 100)}</span>
    </div>
  );
}
