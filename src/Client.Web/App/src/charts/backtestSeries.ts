import type { CandlestickData, LineData, SeriesMarker, Time, UTCTimestamp } from "lightweight-charts";
import type { Bars, Equity, Trade } from "../api/types";
import { wallClock } from "../format/times";
import type { Tick } from "./tradeTicks";

/** Points that stand for the same rows in every pane. */
export interface BacktestSeries {
  /** Start of each point, microseconds UTC. */
  ts: number[];
  /** Usual time from one point to the next, microseconds. */
  step: number;
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
  const last = bars.ts.length - 1;
  return {
    ts: bars.ts,
    step: last > 0 ? ((bars.ts[last] ?? 0) - (bars.ts[0] ?? 0)) / last : 0,
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

/** Trades with any part of them within a range of points. */
export function tradesWithin(trades: Trade[], series: BacktestSeries, from: number, to: number): number {
  const last = series.ts.length - 1;
  const first = series.ts[Math.min(last, Math.max(0, Math.floor(from)))] ?? 0;
  const end = series.ts[Math.min(last, Math.max(0, Math.ceil(to)))] ?? 0;
  return trades.reduce((count, trade) => count + (trade.exitTs >= first && trade.entryTs <= end ? 1 : 0), 0);
}

/** Entries and exits at the points their bars belong to, in order of time. */
export function toTicks(trades: Trade[], series: BacktestSeries): Tick[] {
  const ticks: Tick[] = [];
  const first = series.ts[0];
  const last = series.ts.at(-1);
  if (first === undefined || last === undefined) return ticks;
  for (const trade of trades) {
    const long = trade.side === "long";
    add(trade.entryTs, long);
    add(trade.exitTs, !long);
  }
  return ticks.sort((a, b) => Number(a.time) - Number(b.time));

  function add(ts: number, buy: boolean) {
    const point = pointOf(series.ts, ts);
    const time = series.times[point];
    const candle = series.candles[point];
    if (time === undefined || candle === undefined || ts < (first ?? 0) || ts > (last ?? 0) + series.step) return;
    ticks.push({ time, price: buy ? candle.low : candle.high, buy });
  }
}

/** Arrows with letters, for where there is room for them. */
export function toMarkers(ticks: Tick[], colors: { buy: string; sell: string }): SeriesMarker<Time>[] {
  return ticks.map(({ time, buy }) => ({
    time,
    position: buy ? "belowBar" : "aboveBar",
    shape: buy ? "arrowUp" : "arrowDown",
    color: buy ? colors.buy : colors.sell,
    text: buy ? "B" : "S",
  }));
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
