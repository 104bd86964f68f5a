import type { Provenance } from "../../api/types";
import { number, percent } from "../../format/numbers";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

/** Splits and dividends that earlier prices are adjusted for, the latest first. */
export function ActionsPanel({ provenance }: { provenance: Provenance }) {
  const actions = [...provenance.actions].reverse();
  return (
    <Panel title="Splits and dividends" note={actions.length} testId="actions">
      {actions.length === 0 ? (
        <Empty>None is known.</Empty>
      ) : (
        <div className="table-scroll tall">
          <table>
            <thead>
              <tr>
                <th scope="col" title="The session before the ex-date">Last date before</th>
                <th scope="col">Split</th>
                <th scope="col" className="num">Dividend</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {actions.map((action) => (
                <tr key={action.lastDate}>
                  <td>{action.lastDate}</td>
                  <td>{action.splitFactor === 1 ? "–" : ratio(action.splitFactor)}</td>
                  <td className="num">{action.dividendFactor === 1 ? "–" : percent(1 - (action.dividendFactor ?? 1), 2)}</td>
                  <td className="long" title={action.source}>
                    {action.source}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** `7:1` for a factor of 1/7: new shares for old ones. */
export function ratio(factor: number | null): string {
  if (factor === null) return "–";
  for (let old = 1; old <= 20; old++) {
    const shares = old / factor;
    if (Math.abs(shares - Math.round(shares)) < 1e-4 * shares) return `${number(shares, 0)}:${old}`;
  }
  return `${number(1 / factor, 4)}:1`;
}
