import type { SimulationDetail } from "../../api/types";
import { useResource } from "../../api/useResource";
import { moment, zoneWords } from "../../format/times";
import { PageHead } from "../../layout/PageHead";
import { Link } from "../../routing/Link";
import { useLocation } from "../../routing/router";
import { Await } from "../../ui/Await";
import { Badge, SampleBadge, SyntheticBadge } from "../../ui/Badge";
import { AccountPanel } from "./AccountPanel";
import { BacktestPanel } from "./BacktestPanel";
import { MonthlyPanel } from "./MonthlyPanel";
import { RulesPanel } from "./RulesPanel";
import { SimulationTiles } from "./SimulationTiles";
import { TradesPanel } from "./TradesPanel";

export function SimulationPage({ fingerprint }: { fingerprint: string }) {
  const resource = useResource<SimulationDetail>(`/api/simulations/${encodeURIComponent(fingerprint)}`);
  const { query } = useLocation();
  const study = query.get("study");
  const trial = query.get("trial");
  const simulation = resource.data?.simulation;
  const daily = simulation?.interval === "1d";
  return (
    <>
      <PageHead
        title={simulation ? `Backtest · ${simulation.symbol} · ${intervalWords(simulation.interval)}` : "Backtest"}
        code={fingerprint}
        note={
          simulation && (
            <>
              {moment(simulation.fromTs, simulation.timeZone, daily)} to {moment(simulation.toTs - 1, simulation.timeZone, daily)},{" "}
              {zoneWords(simulation.timeZone)} · model <Link to={`/models/${simulation.model}`}>{simulation.model.slice(0, 8)}</Link>
              {study && trial && (
                <>
                  {" "}
                  · trial {trial} of <Link to={`/studies/${study}`}>its study</Link>
                </>
              )}
            </>
          )
        }
      >
        {simulation && <SampleBadge inSample={simulation.inSample} />}
        {simulation && <SyntheticBadge synthetic={simulation.synthetic} />}
        {simulation && simulation.adjustment !== "none" && (
          <Badge title="Prices are adjusted for corporate actions">{adjustmentWords(simulation.adjustment)}</Badge>
        )}
      </PageHead>
      {simulation?.inSample && (
        <p className="banner" role="note">
          In-sample: the model was trained on some of these rows, so these figures say nothing about the future.
        </p>
      )}
      <Await resource={resource} lines={14}>
        {(detail) => (
          <>
            <SimulationTiles detail={detail} />
            <BacktestPanel simulation={detail.simulation} study={study} />
            <div className="columns wide-left">
              <div className="stack">
                <MonthlyPanel months={detail.monthlyReturns} />
                <TradesPanel simulation={detail.simulation} />
              </div>
              <div className="stack">
                <AccountPanel account={detail.account} />
                <RulesPanel rules={detail.rules} />
              </div>
            </div>
          </>
        )}
      </Await>
    </>
  );
}

function intervalWords(interval: string): string {
  return interval === "1d" ? "daily" : interval === "1h" ? "hourly" : interval;
}

function adjustmentWords(adjustment: string): string {
  return adjustment === "split" ? "split-adjusted" : "split- and dividend-adjusted";
}
