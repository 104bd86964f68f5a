import type { Simulation } from "../../api/types";
import { number, percent, whole } from "../../format/numbers";
import { date, instant } from "../../format/times";
import { Link } from "../../routing/Link";
import { SampleBadge, SyntheticBadge } from "../../ui/Badge";
import { Code } from "../../ui/Code";

export function SimulationsTable({ simulations }: { simulations: Simulation[] }) {
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Backtest</th>
            <th scope="col">Symbol</th>
            <th scope="col">Interval</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Sample</th>
            <th scope="col" className="num">Return</th>
            <th scope="col" className="num">Sharpe</th>
            <th scope="col" className="num">Max drawdown</th>
            <th scope="col" className="num">Trades</th>
            <th scope="col">Made</th>
          </tr>
        </thead>
        <tbody>
          {simulations.map((simulation) => (
            <tr key={simulation.fingerprint}>
              <td>
                <Link to={`/simulations/${simulation.fingerprint}`}>
                  <Code text={simulation.fingerprint} />
                </Link>
              </td>
              <td>
                {simulation.symbol} <SyntheticBadge synthetic={simulation.synthetic} />
              </td>
              <td>{simulation.interval}</td>
              <td>{date(simulation.fromTs, simulation.timeZone)}</td>
              <td>{date(simulation.toTs - 1, simulation.timeZone)}</td>
              <td>
                <SampleBadge inSample={simulation.inSample} />
              </td>
              <td className="num">{percent(simulation.metrics["totalReturn"])}</td>
              <td className="num">{number(simulation.metrics["sharpe"])}</td>
              <td className="num">{percent(simulation.metrics["maxDrawdown"])}</td>
              <td className="num">{whole(simulation.metrics["trades"])}</td>
              <td>{instant(simulation.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
