import type {
  IChartApi,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  Time,
} from "lightweight-charts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** One fill: where, at which end of its candle, and which way. */
export interface Tick {
  time: Time;
  price: number;
  buy: boolean;
}

const size = 3;
const distance = 4;

/** Small triangles for runs with so many trades that arrows with letters would hide the candles. */
export class TradeTicks implements ISeriesPrimitive<Time> {
  private chart: IChartApi | null = null;
  private series: ISeriesApi<"Candlestick"> | null = null;

  constructor(
    private readonly ticks: Tick[],
    private readonly colors: { buy: string; sell: string },
  ) {}

  attached({ chart, series }: SeriesAttachedParameter<Time>): void {
    this.chart = chart as IChartApi;
    this.series = series as ISeriesApi<"Candlestick">;
  }

  detached(): void {
    this.chart = null;
    this.series = null;
  }

  paneViews(): IPrimitivePaneView[] {
    return [{ zOrder: () => "top", renderer: () => ({ draw: (target) => this.draw(target) }) }];
  }

  private draw(target: Target): void {
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      for (const buy of [true, false]) {
        context.fillStyle = buy ? this.colors.buy : this.colors.sell;
        context.beginPath();
        for (const tick of this.ticks) if (tick.buy === buy) this.trace(context, tick, mediaSize.width);
        context.fill();
      }
    });
  }

  /** A triangle below the candle that points up for a purchase, above it and down for a sale. */
  private trace(context: CanvasRenderingContext2D, tick: Tick, width: number): void {
    const x = this.chart?.timeScale().timeToCoordinate(tick.time) ?? null;
    const y = this.series?.priceToCoordinate(tick.price) ?? null;
    if (x === null || y === null || x < -size || x > width + size) return;
    const way = tick.buy ? 1 : -1;
    const tip = y + way * distance;
    context.moveTo(x, tip);
    context.lineTo(x - size, tip + way * size * 1.8);
    context.lineTo(x + size, tip + way * size * 1.8);
    context.closePath();
  }
}
