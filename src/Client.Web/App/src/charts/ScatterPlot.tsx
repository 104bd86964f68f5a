import { useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import type { Scatter } from "../api/types";
import { number } from "../format/numbers";
import { useTheme } from "../theme/theme";
import { chartColors } from "./chartColors";
import { decimals, extent, ticks } from "./scale";
import { useWidth } from "./useWidth";

interface Point {
  index: number;
  x: number;
  y: number;
}

interface Props {
  points: Scatter;
  benchmark: { x: number | null; y: number | null } | null;
  open: (index: number) => void;
}

const height = 320;
const margin = { left: 56, right: 12, top: 10, bottom: 44 };

/** Every trial as a dot: how good it looked when it was chosen, how good it was afterwards. */
export function ScatterPlot({ points, benchmark, open }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { theme } = useTheme();
  const [hover, setHover] = useState<Point | null>(null);

  const dots = useMemo(() => {
    const result: Point[] = [];
    points.index.forEach((index, i) => {
      const x = points.selection[i];
      const y = points.holdOut[i];
      if (x !== null && x !== undefined && y !== null && y !== undefined) result.push({ index, x, y });
    });
    return result;
  }, [points]);

  const frame = useMemo(() => {
    const bx = benchmark?.x ?? null;
    const by = benchmark?.y ?? null;
    const [x0, x1] = extent([...dots.map((d) => d.x), ...(bx === null ? [] : [bx])]);
    const [y0, y1] = extent([...dots.map((d) => d.y), ...(by === null ? [] : [by])]);
    const w = Math.max(width - margin.left - margin.right, 1);
    const h = height - margin.top - margin.bottom;
    return {
      x0,
      x1,
      y0,
      y1,
      px: (x: number) => margin.left + ((x - x0) / (x1 - x0)) * w,
      py: (y: number) => margin.top + (1 - (y - y0) / (y1 - y0)) * h,
    };
  }, [dots, benchmark, width]);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.current.width = width * ratio;
    canvas.current.height = height * ratio;
    context.scale(ratio, ratio);
    context.clearRect(0, 0, width, height);
    const colors = chartColors();
    context.fillStyle = colors.dot;
    for (const dot of dots) {
      context.beginPath();
      context.arc(frame.px(dot.x), frame.py(dot.y), 2.4, 0, 2 * Math.PI);
      context.fill();
    }
  }, [dots, frame, width, theme]);

  const xs = ticks(frame.x0, frame.x1, Math.max(2, width / 110));
  const ys = ticks(frame.y0, frame.y1, 6);

  function nearest(event: PointerEvent<HTMLDivElement>): Point | null {
    const rect = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - rect.left;
    const y = event.clientY - rect.top;
    let best: Point | null = null;
    let distance = 14 ** 2;
    for (const dot of dots) {
      const d = (frame.px(dot.x) - x) ** 2 + (frame.py(dot.y) - y) ** 2;
      if (d < distance) {
        distance = d;
        best = dot;
      }
    }
    return best;
  }

  const diagonal = [Math.max(frame.x0, frame.y0), Math.min(frame.x1, frame.y1)] as const;
  const marker = benchmark && benchmark.x !== null && benchmark.y !== null ? { x: benchmark.x, y: benchmark.y } : null;
  return (
    <div
      ref={box}
      className="scatter"
      role="img"
      aria-label={`Sharpe ratio of ${dots.length} trials: selection period across, hold-out upwards`}
      onPointerMove={(event) => setHover(nearest(event))}
      onPointerLeave={() => setHover(null)}
      onClick={() => hover && open(hover.index)}
    >
      <svg width={width} height={height} aria-hidden="true">
        {xs.map((x) => (
          <g key={x}>
            <line className="grid" x1={frame.px(x)} x2={frame.px(x)} y1={margin.top} y2={height - margin.bottom} />
            <text x={frame.px(x)} y={height - margin.bottom + 16} textAnchor="middle">
              {number(x, decimals(xs))}
            </text>
          </g>
        ))}
        {ys.map((y) => (
          <g key={y}>
            <line className="grid" x1={margin.left} x2={width - margin.right} y1={frame.py(y)} y2={frame.py(y)} />
            <text x={margin.left - 8} y={frame.py(y) + 4} textAnchor="end">
              {number(y, decimals(ys))}
            </text>
          </g>
        ))}
        {diagonal[1] > diagonal[0] && (
          <line
            className="diagonal"
            x1={frame.px(diagonal[0])}
            y1={frame.py(diagonal[0])}
            x2={frame.px(diagonal[1])}
            y2={frame.py(diagonal[1])}
          />
        )}
        {frame.y0 < 0 && frame.y1 > 0 && (
          <line className="zero" x1={margin.left} x2={width - margin.right} y1={frame.py(0)} y2={frame.py(0)} />
        )}
        <text className="axis-title" x={(margin.left + width - margin.right) / 2} y={height - 6} textAnchor="middle">
          Sharpe ratio, selection period
        </text>
        <text
          className="axis-title"
          transform={`translate(14 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          Sharpe ratio, hold-out
        </text>
      </svg>
      <canvas ref={canvas} aria-hidden="true" />
      <svg className="scatter-top" width={width} height={height} aria-hidden="true">
        {marker && (
          <g transform={`translate(${frame.px(marker.x)} ${frame.py(marker.y)})`}>
            <path className="benchmark-mark" d="M0 -7 L7 0 L0 7 L-7 0 Z" />
            <text
              className="benchmark-text"
              x={frame.px(marker.x) > width - 110 ? -11 : 11}
              y="4"
              textAnchor={frame.px(marker.x) > width - 110 ? "end" : "start"}
            >
              buy and hold
            </text>
          </g>
        )}
        {hover && <circle className="hover-ring" cx={frame.px(hover.x)} cy={frame.py(hover.y)} r="6" />}
      </svg>
      <p className="scatter-readout" aria-live="off">
        {hover
          ? `Trial ${hover.index}: selection ${number(hover.x)}, hold-out ${number(hover.y)}. Click to backtest it.`
          : "Below the dashed line a trial did worse in the hold-out than when it was chosen."}
      </p>
    </div>
  );
}
