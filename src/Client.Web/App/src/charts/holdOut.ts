import type {
  IChartApi,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  Time,
} from "lightweight-charts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** Shades a pane from the time on that trials were not selected by, and says so where there is a label. */
export class HoldOut implements ISeriesPrimitive<Time> {
  private chart: IChartApi | null = null;

  constructor(
    private readonly begins: Time,
    private readonly colors: { shade: string; line: string; text: string; font: string },
    private readonly label: string,
  ) {}

  attached({ chart }: SeriesAttachedParameter<Time>): void {
    this.chart = chart as IChartApi;
  }

  detached(): void {
    this.chart = null;
  }

  paneViews(): IPrimitivePaneView[] {
    return [{ zOrder: () => "bottom", renderer: () => ({ draw: (target) => this.draw(target) }) }];
  }

  private draw(target: Target): void {
    const x = this.chart?.timeScale().timeToCoordinate(this.begins);
    if (x === null || x === undefined) return;
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const from = Math.max(0, x);
      if (from >= mediaSize.width) return;
      context.fillStyle = this.colors.shade;
      context.fillRect(from, 0, mediaSize.width - from, mediaSize.height);
      if (x < 0) return;
      context.strokeStyle = this.colors.line;
      context.setLineDash([4, 4]);
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x, mediaSize.height);
      context.stroke();
      context.fillStyle = this.colors.text;
      context.font = `11px ${this.colors.font}`;
      context.fillText(this.label, x + 6, 14);
    });
  }
}
