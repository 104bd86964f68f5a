import { post } from "../../api/client";
import type { Backfill } from "../../api/types";
import { whole } from "../../format/numbers";
import { date } from "../../format/times";
import { Link } from "../../routing/Link";
import { Failure } from "../../ui/Failure";
import { ProgressBar } from "../../ui/ProgressBar";
import { useAction } from "./useAction";

const commands: Record<Backfill["phase"], readonly string[]> = {
  queued: ["pause", "stop"],
  running: ["pause", "stop"],
  paused: ["resume", "stop"],
  stopped: ["resume"],
  failed: ["resume"],
  completed: [],
};

/** Backfills and how far each is, with what can be done to it. */
export function BackfillTable({ backfills, withSymbol }: { backfills: Backfill[]; withSymbol: boolean }) {
  const action = useAction();
  return (
    <>
      {action.fault && <Failure error={action.fault} />}
      <div className="table-scroll">
        <table data-testid="backfills">
          <thead>
            <tr>
              {withSymbol && <th scope="col">Symbol</th>}
              <th scope="col">Range, UTC</th>
              <th scope="col">State</th>
              <th scope="col">Windows</th>
              <th scope="col" className="num">Bars</th>
              <th scope="col" className="num">New</th>
              <th scope="col" className="num">Revised</th>
              <th scope="col" className="num">Refused</th>
              <th scope="col">Providers</th>
              <th scope="col" aria-label="Commands" />
            </tr>
          </thead>
          <tbody>
            {backfills.map((backfill) => (
              <tr key={backfill.id} data-testid={`backfill-${backfill.phase}`}>
                {withSymbol && (
                  <td>
                    <Link to={`/data/${encodeURIComponent(backfill.symbol)}`}>{backfill.symbol}</Link>
                  </td>
                )}
                <td>
                  {date(backfill.fromTs, "UTC")} to {date(backfill.toTs - 1, "UTC")}, {backfill.interval}
                </td>
                <td>
                  {backfill.phase}
                  {backfill.note && <div className="faint">{backfill.note}</div>}
                </td>
                <td>
                  <ProgressBar done={backfill.windowsDone} total={backfill.windowsTotal} label={`${backfill.symbol} windows`} />
                </td>
                <td className="num">{whole(backfill.bars)}</td>
                <td className="num">{whole(backfill.added)}</td>
                <td className="num">{whole(backfill.revised)}</td>
                <td className="num">{whole(backfill.refused)}</td>
                <td>{backfill.providers.join(", ")}</td>
                <td>
                  {commands[backfill.phase].map((command) => (
                    <button
                      key={command}
                      type="button"
                      disabled={action.busy}
                      data-testid={`backfill-${command}`}
                      onClick={() => action.run(() => post(`${pathOf(backfill)}/${command}`))}
                    >
                      {command}
                    </button>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function pathOf(backfill: Backfill): string {
  return `/api/bars/${encodeURIComponent(backfill.symbol)}/backfills/${encodeURIComponent(backfill.id)}`;
}
