import { useMemo } from "react";
import type { BarQuality } from "../../api/types";
import { addDays } from "../../format/times";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { show, type SymbolView } from "./view";

const notExpected = 255;
const days = Array.from({ length: 31 }, (_, i) => i + 1);

interface Month {
  /** `2014-06`. */
  name: string;
  /** Share of each day in per cent; null where no bar is expected; undefined where the day is out of range. */
  shares: (number | null | undefined)[];
}

const steps = [
  ["none", "0 %"],
  ["few", "under 50 %"],
  ["some", "50 to 89 %"],
  ["most", "90 to 98 %"],
  ["nearly", "99 %"],
  ["all", "100 %"],
] as const;

/** A calendar of months and days, coloured by how many of a day's bars are there. */
export function CoveragePanel({ report, view }: { report: BarQuality; view: SymbolView }) {
  const months = useMemo(() => toMonths(report), [report]);
  return (
    <Panel title="Coverage" note="% of expected bars, month × day" testId="coverage">
      {months.length === 0 ? (
        <Empty>No bar is expected in this range.</Empty>
      ) : (
        <>
          <div className="table-scroll cover-scroll">
            <table className="cover" data-testid="heat-map" data-months={months.length}>
              <thead>
                <tr>
                  <th scope="col">Month</th>
                  {days.map((day) => (
                    <th key={day} scope="col">
                      {day === 1 || day % 5 === 0 ? day : <span className="visually-hidden">{day}</span>}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {months.map((month) => (
                  <tr key={month.name}>
                    <th scope="row">
                      <button type="button" className="link" onClick={() => zoom(view, month.name)} title="Look at this month">
                        {month.name}
                      </button>
                    </th>
                    {days.map((day) => (
                      <Day key={day} month={month.name} day={day} share={month.shares[day]} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul className="cover-legend" aria-label="Colours">
            {steps.map(([name, text]) => (
              <li key={name}>
                <span className={`swatch cover-${name}`} aria-hidden="true" />
                {text}
              </li>
            ))}
            <li>
              <span className="swatch cover-rest" aria-hidden="true" />
              no session
            </li>
          </ul>
        </>
      )}
    </Panel>
  );
}

function Day({ month, day, share }: { month: string; day: number; share: number | null | undefined }) {
  if (share === undefined) return <td />;
  const date = `${month}-${String(day).padStart(2, "0")}`;
  const text = share === null ? `${date}: no bar is expected` : `${date}: ${share} % of the expected bars`;
  return (
    <td
      className={`cover-${share === null ? "rest" : step(share)}`}
      title={text}
      aria-label={text}
      data-share={share ?? undefined}
    />
  );
}

function step(share: number): string {
  return share === 100 ? "all" : share === 0 ? "none" : share < 50 ? "few" : share < 90 ? "some" : share < 99 ? "most" : "nearly";
}

function zoom(view: SymbolView, month: string): void {
  const next = addDays(`${month}-28`, 4).slice(0, 7);
  show(view, { from: `${month}-01`, to: addDays(`${next}-01`, -1) });
}

/** The packed shares by month, the latest first. */
function toMonths(report: BarQuality): Month[] {
  const { from, shares } = report.coverage;
  if (!from) return [];
  const months = new Map<string, Month>();
  const bytes = atob(shares);
  for (let i = 0; i < bytes.length; i++) {
    const date = addDays(from, i);
    const name = date.slice(0, 7);
    let month = months.get(name);
    if (!month) months.set(name, (month = { name, shares: [] }));
    const share = bytes.charCodeAt(i);
    month.shares[Number(date.slice(8))] = share === notExpected ? null : share;
  }
  return [...months.values()].reverse();
}
