import type { SimulationDetail } from "../../api/types";
import { number, percent, whole } from "../../format/numbers";
import { Tile, Tiles } from "../../ui/Tile";

export function SimulationTiles({ detail }: { detail: SimulationDetail }) {
  const m = detail.simulation.metrics;
  const years = (detail.simulation.toTs - detail.simulation.fromTs) / (365.25 * 86_400e6);
  const holdReturn = m["buyAndHoldReturn"];
  const holdCagr =
    holdReturn !== null && holdReturn !== undefined && holdReturn > -1 && years > 0 ? (1 + holdReturn) ** (1 / years) - 1 : null;
  return (
    <Tiles label="Key figures">
      <Tile label="Total return" value={percent(m["totalReturn"])} note={`held ${percent(holdReturn)}`} testId="tile-return" />
      <Tile label="CAGR" value={percent(m["cagr"])} note={`held ${percent(holdCagr)}`} />
      <Tile label="Sharpe" value={number(m["sharpe"])} note={`volatility ${percent(m["annualVolatility"])}`} testId="tile-sharpe" />
      <Tile label="Sortino" value={number(m["sortino"])} note={`Calmar ${number(m["calmar"])}`} />
      <Tile
        label="Max drawdown"
        value={percent(m["maxDrawdown"])}
        note={`longest ${whole(m["longestDrawdownBars"])} bars`}
      />
      <Tile label="Trades" value={whole(m["trades"])} note={`win rate ${percent(m["winRate"])}`} testId="tile-trades" />
      <Tile label="Profit factor" value={number(m["profitFactor"])} note={`SQN ${number(m["sqn"])}`} />
      <Tile label="In the market" value={percent(m["exposure"])} note={`fees ${number(m["fees"])}`} />
    </Tiles>
  );
}
