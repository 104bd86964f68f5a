import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Bars } from "../api/types";
import { number } from "../format/numbers";
import { moment, wallClock } from "../format/times";
import { useTheme } from "../theme/theme";
import { chartColors } from "./chartColors";
import { chartOptions } from "./chartOptions";

/** Something to be seen at a time: it is marked at the first bar from there on. */
export interface PriceMark {
  kind: "owed" | "halt" | "split";
  ts: number;
  text: string;
}

interface Props {
  bars: Bars;
  daily: boolean;
  /** By time. */
  marks: PriceMark[];
  /** Asks for finer bars of a part, microseconds UTC. */
  zoom: (range: { from: number; to: number }) => void;
}

interface Parts {
  chart: IChartApi;
  candles: ISeriesApi<"Candlestick">;
  volume: ISeriesApi<"Histogram"> | null;
  markers: ISeriesMarkersPluginApi<Time>;
}

/** Candles over volume; volume is left out where there is none. */
export function PriceChart({ bars, daily, marks, zoom }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const parts = useRef<Parts | null>(null);
  const { theme } = useTheme();
  const [at, setAt] = useState<number | null>(null);
  const times = useMemo(() => bars.ts.map((ts) => wallClock(ts, bars.timeZone) as UTCTimestamp), [bars]);
  const digits = useMemo(() => decimals(bars), [bars]);
  const hasVolume = useMemo(() => bars.volume.some((volume) => (volume ?? 0) > 0), [bars]);

  useEffect(() => {
    if (!box.current) return;
    parts.current = create(box.current, daily, hasVolume, digits);
    return () => {
      parts.current?.chart.remove();
      parts.current = null;
    };
  }, [theme, daily, hasVolume, digits]);

  useEffect(() => {
    const made = parts.current;
    if (!made) return;
    fill(made, bars, times);
    made.markers.setMarkers(toMarkers(marks, bars, times));
  }, [bars, times, marks, theme, daily, hasVolume, digits]);

  useEffect(() => {
    const chart = parts.current?.chart;
    if (!chart) return;
    const index = new Map(times.map((time, i) => [time as number, i]));
    const follow = (event: { time?: Time }) => setAt(event.time === undefined ? null : (index.get(event.time as number) ?? null));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const shown = chart.timeScale().getVisibleLogicalRange();
        if (bars.barsPerPoint <= 1 || !shown || shown.to - shown.from > bars.ts.length / 3) return;
        const from = bars.ts[Math.max(0, Math.floor(shown.from) - 20)];
        const to = bars.ts[Math.min(bars.ts.length - 1, Math.ceil(shown.to) + 20)];
        if (from !== undefined && to !== undefined && to > from) zoom({ from, to: to + 1 });
      }, 350);
    };
    chart.subscribeCrosshairMove(follow);
    chart.timeScale().subscribeVisibleLogicalRangeChange(look);
    return () => {
      clearTimeout(timer);
      chart.unsubscribeCrosshairMove(follow);
      chart.timeScale().unsubscribeVisibleLogicalRangeChange(look);
    };
  }, [bars, times, zoom, theme, daily, hasVolume, digits]);

  return (
    <div className="backtest">
      <PriceLegend bars={bars} at={at ?? bars.ts.length - 1} daily={daily} digits={digits} />
      <div
        ref={box}
        className="price-canvas"
        role="img"
        aria-label={`${bars.symbol}: ${times.length} candles${hasVolume ? " with volume" : ""}, ${marks.length} marks`}
        data-testid="price-chart"
        data-points={times.length}
        data-marks={marks.length}
      />
    </div>
  );
}

/** As many decimals as prices below ten, or below one, ask for. */
function decimals(bars: Bars): number {
  const highest = bars.high.reduce<number>((most, high) => Math.max(most, high ?? 0), 0);
  return highest < 1 ? 6 : highest < 10 ? 5 : 2;
}

interface LegendProps {
  bars: Bars;
  at: number;
  daily: boolean;
  digits: number;
}

function PriceLegend({ bars, at, daily, digits }: LegendProps) {
  const price = (value: number | null | undefined) => number(value, digits);
  const ts = bars.ts[at];
  if (ts === undefined) return null;
  return (
    <div className="legend" aria-hidden="true">
      <span>{moment(ts, bars.timeZone, daily)}</span>
      <span>
        O <b>{price(bars.open[at])}</b> H <b>{price(bars.high[at])}</b> L <b>{price(bars.low[at])}</b> C <b>{price(bars.close[at])}</b>
      </span>
      <span>
        volume <b>{number(bars.volume[at], 0)}</b>
      </span>
    </div>
  );
}

function create(box: HTMLElement, daily: boolean, hasVolume: boolean, digits: number): Parts {
  const colors = chartColors();
  const chart = createChart(box, chartOptions(colors, daily));
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: colors.up,
    downColor: colors.down,
    wickUpColor: colors.up,
    wickDownColor: colors.down,
    borderVisible: false,
    priceLineStyle: LineStyle.Dotted,
    priceFormat: { type: "custom", minMove: 10 ** -digits, formatter: (value: number) => number(value, digits) },
  });
  const volume = hasVolume
    ? chart.addSeries(
        HistogramSeries,
        { color: colors.benchmark, priceLineVisible: false, title: "volume", priceFormat: { type: "volume" } },
        1,
      )
    : null;
  const [first, second] = chart.panes();
  first?.setStretchFactor(4);
  second?.setStretchFactor(1);
  return { chart, candles, volume, markers: createSeriesMarkers(candles, []) };
}

function fill(parts: Parts, bars: Bars, times: UTCTimestamp[]): void {
  parts.candles.setData(
    times.map((time, i) => ({
      time,
      open: bars.open[i] ?? NaN,
      high: bars.high[i] ?? NaN,
      low: bars.low[i] ?? NaN,
      close: bars.close[i] ?? NaN,
    })),
  );
  parts.volume?.setData(times.map((time, i) => ({ time, value: bars.volume[i] ?? 0 })));
  const room = times.length * 0.015;
  parts.chart.timeScale().setVisibleLogicalRange({ from: -room, to: times.length - 1 + room });
}

/** One mark of a kind at a candle, at the first that starts no earlier than what is marked. */
function toMarkers(marks: PriceMark[], bars: Bars, times: UTCTimestamp[]): SeriesMarker<Time>[] {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const looks = {
    owed: { color: color("--bad"), shape: "circle", position: "aboveBar" },
    halt: { color: color("--warn"), shape: "circle", position: "aboveBar" },
    split: { color: color("--accent"), shape: "square", position: "belowBar" },
  } as const;
  const placed = new Set<string>();
  const result: SeriesMarker<Time>[] = [];
  let i = 0;
  for (const mark of marks) {
    while (i < bars.ts.length && (bars.ts[i] ?? 0) < mark.ts) i++;
    const time = times[i];
    if (mark.ts < (bars.ts[0] ?? 0) || time === undefined || placed.has(`${mark.kind} ${i}`)) continue;
    placed.add(`${mark.kind} ${i}`);
    result.push({ time, ...looks[mark.kind], text: mark.text, size: 0.7 });
  }
  return result;
}
