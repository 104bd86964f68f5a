import type { Axis, StudyDetail, Trials } from "../../api/types";
import { whole } from "../../format/numbers";
import { Badge } from "../../ui/Badge";
import { SortHeader } from "../../ui/SortHeader";
import { columns } from "./columns";

interface Props {
  page: Trials;
  axes: Axis[];
  benchmark: NonNullable<StudyDetail["benchmark"]> | null;
  sort: string;
  descending: boolean;
  choose: (name: string) => void;
  open: (index: number) => void;
  opening: number | null;
}

export function LeaderboardTable({ page, axes, benchmark, sort, descending, choose, open, opening }: Props) {
  const order = { sort, descending, choose };
  return (
    <div className="table-scroll tall">
      <table className="leaderboard">
        <thead>
          <tr>
            <th scope="col" className="num">#</th>
            <SortHeader name="index" label="Trial" title="Number in the study's plan" {...order} />
            {columns.map((column) => (
              <SortHeader key={column.sort} name={column.sort} label={column.label} title={column.title} className="num" {...order} />
            ))}
            {axes.map((axis) => (
              <th key={axis.name} scope="col" className="num axis" title={axis.name}>
                {axisLabel(axis.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {benchmark && (
            <tr className="benchmark" data-testid="benchmark-row">
              <td />
              <td>buy and hold</td>
              {columns.map((column) => (
                <td key={column.sort} className="num">
                  {column.benchmark?.(benchmark.selection ?? null, benchmark.holdOut ?? null) ?? ""}
                </td>
              ))}
              {axes.map((axis) => (
                <td key={axis.name} />
              ))}
            </tr>
          )}
          {page.trials.map((trial, i) => (
            <tr
              key={trial.index}
              className={`clickable ${opening === trial.index ? "busy" : ""}`}
              onClick={() => open(trial.index)}
              data-testid="trial-row"
            >
              <td className="num faint">{whole(page.offset + i + 1)}</td>
              <td>
                <button
                  type="button"
                  className="link"
                  onClick={(event) => {
                    event.stopPropagation();
                    open(trial.index);
                  }}
                  aria-label={`Backtest trial ${trial.index}`}
                >
                  {trial.index}
                </button>
                {opening === trial.index && <span className="faint"> running…</span>}
                {trial.violated && (
                  <Badge tone="warn" title={trial.violated}>
                    outside
                  </Badge>
                )}
                {trial.error && (
                  <Badge tone="bad" title={trial.error}>
                    failed
                  </Badge>
                )}
              </td>
              {columns.map((column) => (
                <td key={column.sort} className="num" data-column={column.sort}>
                  {column.text(trial)}
                </td>
              ))}
              {axes.map((axis) => (
                <td key={axis.name} className="num axis">
                  {trial.axes[axis.name] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The last part of a path is what people call it; the whole stands in the tooltip. */
function axisLabel(name: string): string {
  return name.split(".").at(-1) ?? name;
}
