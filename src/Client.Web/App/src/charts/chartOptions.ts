import { ColorType, CrosshairMode, type ChartOptions, type DeepPartial, type UTCTimestamp } from "lightweight-charts";
import type { chartColors } from "./chartColors";

/** How charts look; times come in as the exchange's wall clock. The attribution stands in a line of its own below. */
export function chartOptions(colors: ReturnType<typeof chartColors>, daily: boolean): DeepPartial<ChartOptions> {
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: "transparent" },
      textColor: colors.text,
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: colors.border, separatorHoverColor: colors.grid, enableResize: true },
    },
    grid: { vertLines: { color: colors.grid }, horzLines: { color: colors.grid } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colors.crosshair, labelBackgroundColor: colors.crosshair },
      horzLine: { color: colors.crosshair, labelBackgroundColor: colors.crosshair },
    },
    rightPriceScale: { borderColor: colors.border, minimumWidth: 64 },
    timeScale: { borderColor: colors.border, timeVisible: !daily, secondsVisible: false, minBarSpacing: 0.05 },
    localization: {
      timeFormatter: (time: unknown) => {
        const text = new Date(Number(time as UTCTimestamp) * 1000).toISOString();
        return daily ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
      },
    },
  };
}
