import type { Study } from "../../api/types";
import { number, percent, probability, signed, whole } from "../../format/numbers";
import { Link } from "../../routing/Link";
import { SyntheticBadge } from "../../ui/Badge";
import { Empty } from "../../ui/Empty";

export function BestResults({ studies }: { studies: Study[] }) {
  const ranked = studies
    .filter((study) => study.best !== null && study.best !== undefined)
    .sort((a, b) => (b.best?.holdOut.sharpe ?? -99) - (a.best?.holdOut.sharpe ?? -99))
    .slice(0, 8);
  if (ranked.length === 0) return <Empty>No trial has been scored yet.</Empty>;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">Symbol</th>
            <th scope="col" className="num">Sharpe</th>
            <th scope="col" className="num" title="Sharpe ratio of the period nobody selected on">Hold-out Sharpe</th>
            <th scope="col" className="num" title="Selection less hold-out">Gap</th>
            <th scope="col" className="num" title="Probability that the Sharpe ratio beats the best of as many lucky trials">
              Deflated Sharpe
            </th>
            <th scope="col" className="num" title="Probability of backtest overfitting">PBO</th>
            <th scope="col" className="num">Return</th>
            <th scope="col" className="num">Max drawdown</th>
            <th scope="col" className="num">Trades</th>
          </tr>
        </thead>
        <tbody>
          {ranked.map(({ id, name, best, luck, synthetic, symbols }) => (
            <tr key={id}>
              <td>
                <Link to={`/studies/${id}`}>{name}</Link>
              </td>
              <td>
                {best?.symbol || symbols.join(", ")} <SyntheticBadge synthetic={synthetic} />
              </td>
              <td className="num">{number(best?.selection.sharpe)}</td>
              <td className="num">{number(best?.holdOut.sharpe)}</td>
              <td className="num">{signed(best?.gap)}</td>
              <td className="num">{probability(best?.deflatedSharpe)}</td>
              <td className="num">{probability(luck?.overfitProbability)}</td>
              <td className="num">{percent(best?.selection.totalReturn)}</td>
              <td className="num">{percent(best?.selection.maxDrawdown)}</td>
              <td className="num">{whole(best?.selection.trades)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
