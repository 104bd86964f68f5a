import type { MonthlyReturn } from "../../api/types";
import { percent } from "../../format/numbers";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Returns by month and year, stronger colours for stronger months. */
export function MonthlyPanel({ months: returns }: { months: MonthlyReturn[] }) {
  const years = [...new Set(returns.map((r) => r.year))].sort((a, b) => b - a);
  const byMonth = new Map(returns.map((r) => [r.year * 12 + r.month, r.return ?? null]));
  const most = Math.max(0.01, ...returns.map((r) => Math.abs(r.return ?? 0)));
  return (
    <Panel title="Monthly returns" note="%" testId="monthly">
      {years.length === 0 ? (
        <Empty>The run is shorter than a month.</Empty>
      ) : (
        <div className="table-scroll tall">
          <table className="heat">
            <thead>
              <tr>
                <th scope="col">Year</th>
                {months.map((month) => (
                  <th key={month} scope="col">
                    {month}
                  </th>
                ))}
                <th scope="col">Year</th>
              </tr>
            </thead>
            <tbody>
              {years.map((year) => (
                <tr key={year}>
                  <th scope="row">{year}</th>
                  {months.map((month, i) => (
                    <Cell key={month} value={byMonth.get(year * 12 + i + 1) ?? null} most={most} />
                  ))}
                  <td className="heat-year">{cellText(yearReturn(returns, year))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Cell({ value, most }: { value: number | null; most: number }) {
  if (value === null) return <td />;
  const strength = Math.ceil(Math.min(1, Math.abs(value) / (0.7 * most)) * 5);
  const tone = cellText(value) === "0.0" ? "" : value > 0 ? `gain-${strength}` : `loss-${strength}`;
  return <td className={tone}>{cellText(value)}</td>;
}

/** Per cent without its sign, which the heading has. */
function cellText(value: number | null): string {
  return percent(value).replace(/\u202f%$/, "");
}

function yearReturn(returns: MonthlyReturn[], year: number): number | null {
  const factors = returns.filter((r) => r.year === year && r.return !== null).map((r) => 1 + (r.return ?? 0));
  return factors.length === 0 ? null : factors.reduce((product, factor) => product * factor, 1) - 1;
}
