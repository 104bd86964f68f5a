import { useState } from "react";
import { withQuery } from "../../api/client";
import type { Simulation, Trade, Trades } from "../../api/types";
import { useResource } from "../../api/useResource";
import { number, percent, price, whole } from "../../format/numbers";
import { moment, zoneWords } from "../../format/times";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Pager } from "../../ui/Pager";
import { Panel } from "../../ui/Panel";

const pageLength = 20;

export function TradesPanel({ simulation }: { simulation: Simulation }) {
  const [offset, setOffset] = useState(0);
  const trades = useResource<Trades>(
    withQuery(`/api/simulations/${encodeURIComponent(simulation.fingerprint)}/trades`, { offset, limit: pageLength }),
  );
  return (
    <Panel
      title="Trades"
      note={trades.data ? `${whole(trades.data.total)} · times in ${zoneWords(simulation.timeZone)}` : undefined}
      testId="trades"
    >
      <Await resource={trades} lines={8}>
        {(page) =>
          page.total === 0 ? (
            <Empty>No trade was made; the account says why.</Empty>
          ) : (
            <>
              <TradesTable trades={page.trades} simulation={simulation} />
              <Pager offset={page.offset} limit={pageLength} total={page.total} move={setOffset} noun="trades" />
            </>
          )
        }
      </Await>
    </Panel>
  );
}

function TradesTable({ trades, simulation }: { trades: Trade[]; simulation: Simulation }) {
  const daily = simulation.interval === "1d";
  const time = (ts: number) => moment(ts, simulation.timeZone, daily);
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col" className="num">#</th>
            <th scope="col">Side</th>
            <th scope="col">Entry</th>
            <th scope="col" className="num">Price</th>
            <th scope="col">Exit</th>
            <th scope="col" className="num">Price</th>
            <th scope="col">Reason</th>
            <th scope="col" className="num">Bars</th>
            <th scope="col" className="num">Profit</th>
            <th scope="col" className="num">Return</th>
          </tr>
        </thead>
        <tbody>
          {trades.map((trade) => (
            <tr key={trade.index} data-testid="trade-row">
              <td className="num faint">{whole(trade.index + 1)}</td>
              <td>{trade.side}</td>
              <td>{time(trade.entryTs)}</td>
              <td className="num">{price(trade.entryPrice)}</td>
              <td>{time(trade.exitTs)}</td>
              <td className="num">{price(trade.exitPrice)}</td>
              <td>{reasonWords(trade.reason)}</td>
              <td className="num">{whole(trade.barsHeld)}</td>
              <td className={`num ${tone(trade.profit)}`}>{number(trade.profit)}</td>
              <td className={`num ${tone(trade.return)}`}>{percent(trade.return, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const reasons: Record<string, string> = {
  signal: "signal",
  stop: "stop",
  target: "target",
  trailing: "trailing stop",
  maxHold: "held long enough",
  liquidation: "out of money",
  endOfData: "end of data",
};

function reasonWords(reason: string): string {
  return reasons[reason] ?? reason;
}

function tone(value: number | null | undefined): string {
  return value === null || value === undefined || value === 0 ? "" : value > 0 ? "gain" : "loss";
}
