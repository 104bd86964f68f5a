import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
} from "lightweight-charts";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Bars, Equity, Trade } from "../api/types";
import { number } from "../format/numbers";
import { useTheme } from "../theme/theme";
import { toMarkers, toSeries, toTicks, tradesWithin, type BacktestSeries } from "./backtestSeries";
import { chartColors } from "./chartColors";
import { chartOptions } from "./chartOptions";
import { TradeTicks } from "./tradeTicks";
import { HoldOut } from "./holdOut";
import { ChartLegend } from "./ChartLegend";

/** Room a trade needs for its two arrows with letters. */
const pixelsPerLetter = 18;

interface Range {
  from: number;
  to: number;
}

interface Props {
  bars: Bars;
  equity: Equity;
  trades: Trade[];
  /** True when there are more trades than are marked. */
  truncated: boolean;
  daily: boolean;
  /** Where the time begins that the trial was not selected by, microseconds UTC; null where there is none. */
  split: number | null;
  /** The whole run, microseconds UTC. */
  whole: Range;
  /** Asks for finer bars of a part; null for the whole run again. */
  zoom: (range: Range | null) => void;
}

interface Parts {
  chart: IChartApi;
  candles: ISeriesApi<"Candlestick">;
  equity: ISeriesApi<"Line">;
  benchmark: ISeriesApi<"Line">;
  drawdown: ISeriesApi<"Area">;
  markers: ISeriesMarkersPluginApi<Time>;
}

/** Three panes over one time axis: candles with trades, equity against buy-and-hold, underwater. */
export function BacktestChart({ bars, equity, trades, truncated, daily, split, whole, zoom }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const parts = useRef<Parts | null>(null);
  const { theme } = useTheme();
  const [at, setAt] = useState<number | null>(null);
  const start = useStart(equity);
  const series = useMemo(() => toSeries(bars, equity, start), [bars, equity, start]);
  const ticks = useMemo(() => toTicks(trades, series), [trades, series]);

  useEffect(() => {
    if (!box.current) return;
    parts.current = create(box.current, daily);
    return () => {
      parts.current?.chart.remove();
      parts.current = null;
    };
  }, [theme, daily]);

  useEffect(() => {
    if (parts.current) fill(parts.current, series);
  }, [series, theme, daily]);

  useEffect(() => {
    const made = parts.current;
    if (!made) return;
    const colors = chartColors();
    const small = new TradeTicks(ticks, colors);
    let shown: boolean | null = null;
    const mark = () => {
      const range = made.chart.timeScale().getVisibleLogicalRange();
      const room = (box.current?.clientWidth ?? 0) / pixelsPerLetter;
      const letters = range === null || tradesWithin(trades, series, range.from, range.to) <= room;
      if (letters === shown) return;
      shown = letters;
      made.markers.setMarkers(letters ? toMarkers(ticks, colors) : []);
      if (letters) made.candles.detachPrimitive(small);
      else made.candles.attachPrimitive(small);
    };
    mark();
    made.chart.timeScale().subscribeVisibleLogicalRangeChange(mark);
    return () => {
      if (parts.current !== made) return;
      made.chart.timeScale().unsubscribeVisibleLogicalRangeChange(mark);
      made.candles.detachPrimitive(small);
    };
  }, [trades, ticks, series, theme, daily]);

  useEffect(() => {
    const made = parts.current;
    const time = split === null ? undefined : series.times.find((_, i) => (series.ts[i] ?? 0) >= split);
    if (!made || time === undefined) return;
    const { holdOut, text } = chartColors();
    const colors = { shade: holdOut, line: text, text, font: getComputedStyle(document.body).fontFamily };
    const shades = [made.candles, made.equity, made.drawdown].map((pane, i) => {
      const shade = new HoldOut(time, colors, i === 0 ? "hold-out: not selected by" : "");
      pane.attachPrimitive(shade);
      return () => pane.detachPrimitive(shade);
    });
    return () => {
      if (parts.current === made) shades.forEach((remove) => remove());
    };
  }, [split, series, theme, daily]);

  useEffect(() => {
    const chart = parts.current?.chart;
    if (!chart) return;
    const index = new Map(series.times.map((time, i) => [time as number, i]));
    const follow = (event: { time?: Time }) => setAt(event.time === undefined ? null : (index.get(event.time as number) ?? null));
    chart.subscribeCrosshairMove(follow);
    return () => chart.unsubscribeCrosshairMove(follow);
  }, [series, theme, daily]);

  useEffect(() => {
    const chart = parts.current?.chart;
    if (!chart || bars.barsPerPoint <= 1) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const shown = chart.timeScale().getVisibleLogicalRange();
        if (!shown || shown.to - shown.from > series.ts.length / 3) return;
        const from = series.ts[Math.max(0, Math.floor(shown.from) - 20)];
        const to = series.ts[Math.min(series.ts.length - 1, Math.ceil(shown.to) + 20)];
        if (from !== undefined && to !== undefined && to > from) zoom({ from: Math.max(from, whole.from), to: Math.min(to + 1, whole.to) });
      }, 350);
    };
    chart.timeScale().subscribeVisibleLogicalRangeChange(look);
    return () => {
      clearTimeout(timer);
      chart.timeScale().unsubscribeVisibleLogicalRangeChange(look);
    };
  }, [series, bars.barsPerPoint, whole.from, whole.to, zoom, theme, daily]);

  return (
    <div className="backtest">
      <ChartLegend bars={bars} series={series} at={at} daily={daily} />
      <div
        ref={box}
        className="backtest-canvas"
        role="img"
        aria-label={`${bars.symbol}: candles with ${ticks.length} trade markers, equity against buy and hold, drawdown`}
        data-testid="candles"
        data-points={series.candles.length}
        data-markers={ticks.length}
        data-equity={series.equity.length}
      />
      <p className="attribution">
        {truncated && "Only the first trades are marked. "}
        Charts by{" "}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          TradingView
        </a>{" "}
        (Lightweight Charts™)
      </p>
    </div>
  );
}

/** What equity started with: of the first points that were seen, those of the whole run. */
function useStart(equity: Equity): number {
  const first = useRef<number | null>(null);
  first.current ??= equity.buyAndHold.find((value) => value !== null) ?? equity.equity.find((value) => value !== null) ?? 1;
  return first.current;
}

function create(box: HTMLElement, daily: boolean): Parts {
  const colors = chartColors();
  const chart = createChart(box, chartOptions(colors, daily));
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: colors.up,
    downColor: colors.down,
    wickUpColor: colors.up,
    wickDownColor: colors.down,
    borderVisible: false,
    priceLineStyle: LineStyle.Dotted,
  });
  const plain = { priceLineVisible: false, crosshairMarkerRadius: 3 } as const;
  const multiple = { type: "custom", minMove: 0.01, formatter: (value: number) => number(value) } as const;
  const benchmark = chart.addSeries(
    LineSeries,
    { ...plain, color: colors.benchmark, lineWidth: 1, title: "buy & hold", priceFormat: multiple },
    1,
  );
  const equity = chart.addSeries(
    LineSeries,
    { ...plain, color: colors.equity, lineWidth: 2, title: "equity", priceFormat: multiple },
    1,
  );
  const drawdown = chart.addSeries(
    AreaSeries,
    {
      ...plain,
      lastValueVisible: false,
      lineColor: colors.drawdown,
      lineWidth: 1,
      invertFilledArea: true,
      topColor: colors.drawdownTop,
      bottomColor: colors.drawdownBottom,
      priceFormat: { type: "custom", minMove: 0.1, formatter: (value: number) => `${number(value, 1)} %` },
    },
    2,
  );
  const [first, second, third] = chart.panes();
  first?.setStretchFactor(3);
  second?.setStretchFactor(2);
  third?.setStretchFactor(1.1);
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.06 } });
  drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.04, bottom: 0.12 } });
  return { chart, candles, equity, benchmark, drawdown, markers: createSeriesMarkers(candles, []) };
}

function fill(parts: Parts, series: BacktestSeries): void {
  parts.candles.setData(series.candles);
  parts.benchmark.setData(series.benchmark);
  parts.equity.setData(series.equity);
  parts.drawdown.setData(series.drawdown);
  const room = series.ts.length * 0.015;
  parts.chart.timeScale().setVisibleLogicalRange({ from: -room, to: series.ts.length - 1 + room });
}
