import type { CandlestickData, LineData, SeriesMarker, Time, UTCTimestamp } from "lightweight-charts";
import type { Bars, Equity, Trade } from "../api/types";
import { wallClock } from "../format/times";

/** Points that stand for the same rows in every pane. */
export interface BacktestSeries {
  /** Start of each point, microseconds UTC. */
  ts: number[];
  /** The same as the chart's axis takes it. */
  times: UTCTimestamp[];
  candles: CandlestickData<UTCTimestamp>[];
  equity: LineData<UTCTimestamp>[];
  benchmark: LineData<UTCTimestamp>[];
  drawdown: LineData<UTCTimestamp>[];
}

/** Bars and equity as the chart takes them; equity is shown as a multiple of what it started with. */
export function toSeries(bars: Bars, equity: Equity, start: number): BacktestSeries {
  const times = bars.ts.map((ts) => wallClock(ts, bars.timeZone) as UTCTimestamp);
  const candles: CandlestickData<UTCTimestamp>[] = [];
  times.forEach((time, i) => {
    const open = bars.open[i];
    const high = bars.high[i];
    const low = bars.low[i];
    const close = bars.close[i];
    if (open != null && high != null && low != null && close != null) candles.push({ time, open, high, low, close });
  });
  const at = equity.ts.map((ts) => wallClock(ts, bars.timeZone) as UTCTimestamp);
  return {
    ts: bars.ts,
    times,
    candles,
    equity: line(at, equity.equity, (value) => value / start),
    benchmark: line(at, equity.buyAndHold, (value) => value / start),
    drawdown: line(at, equity.drawdown, (value) => (value === 0 ? 0 : -100 * value)),
  };
}

function line(times: UTCTimestamp[], values: (number | null)[], map: (value: number) => number): LineData<UTCTimestamp>[] {
  const result: LineData<UTCTimestamp>[] = [];
  values.forEach((value, i) => {
    const time = times[i];
    if (value !== null && time !== undefined) result.push({ time, value: map(value) });
  });
  return result;
}

/** Entries and exits at the points their bars belong to; letters only where there is room for them. */
export function toMarkers(
  trades: Trade[],
  series: BacktestSeries,
  colors: { buy: string; sell: string },
  mostLetters: number,
): SeriesMarker<Time>[] {
  const first = series.ts[0];
  const last = series.ts.at(-1);
  if (first === undefined || last === undefined) return [];
  const shown = trades.filter((trade) => trade.exitTs >= first && trade.entryTs <= last + 1);
  const letters = shown.length <= mostLetters;
  const markers: SeriesMarker<Time>[] = [];
  for (const trade of shown) {
    const long = trade.side === "long";
    add(trade.entryTs, long);
    add(trade.exitTs, !long);
  }
  return markers.sort((a, b) => Number(a.time) - Number(b.time));

  function add(ts: number, buy: boolean) {
    const time = series.times[pointOf(series.ts, ts)];
    if (time === undefined || ts < (first ?? 0)) return;
    markers.push({
      time,
      position: buy ? "belowBar" : "aboveBar",
      shape: buy ? "arrowUp" : "arrowDown",
      color: buy ? colors.buy : colors.sell,
      size: letters ? 1 : 0.5,
      ...(letters ? { text: buy ? "B" : "S" } : {}),
    });
  }
}

/** The point a time falls into: the last that starts at or before it. */
function pointOf(ts: number[], time: number): number {
  let low = 0;
  let high = ts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ts[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
