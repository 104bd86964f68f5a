import { useRunningStudies, useStatusEvent, useWorkEvent } from "../../api/events";
import type { Simulation, Status, Study, SymbolInfo } from "../../api/types";
import { useResource } from "../../api/useResource";
import { whole } from "../../format/numbers";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { Tile, Tiles } from "../../ui/Tile";
import { SymbolsTable } from "../data/SymbolsTable";
import { SimulationsTable } from "../simulations/SimulationsTable";
import { StudiesTable } from "../studies/StudiesTable";
import { BestResults } from "./BestResults";
import { ClusterPanel } from "./ClusterPanel";
import { FirstRun } from "./FirstRun";
import { RunningWork } from "./RunningWork";

export function OverviewPage() {
  const live = useStatusEvent();
  const first = useResource<Status>("/api/status");
  const status = live ?? first.data;
  const running = useRunningStudies();
  const work = useWorkEvent();
  const ended = [...running.values()].map((s) => `${s.study} ${s.work.phase}`).join();
  const studies = useResource<Study[]>("/api/studies", `${status?.counts.studies} ${ended}`);
  const symbols = useResource<SymbolInfo[]>("/api/symbols", `${status?.counts.symbols} ${status?.counts.bars}`);
  const backtests = useResource<Simulation[]>("/api/simulations?limit=6", status?.counts.simulations);
  const empty = status !== null && status.counts.symbols === 0 && status.counts.studies === 0 && work.length === 0;

  return (
    <>
      <PageHead title="Overview" note={status && `Data root ${status.dataRoot}`} />
      <Tiles label="What the factory holds">
        <Tile label="Symbols" value={whole(status?.counts.symbols)} />
        <Tile label="Bars" value={whole(status?.counts.bars)} />
        <Tile label="Models" value={whole(status?.counts.models)} />
        <Tile label="Studies" value={whole(status?.counts.studies)} />
        <Tile label="Trials" value={whole(status?.counts.trials)} testId="tile-trials" />
        <Tile label="Backtests" value={whole(status?.counts.simulations)} />
      </Tiles>
      {empty ? (
        <FirstRun />
      ) : (
        <>
          <RunningWork work={work} studies={running} />
          <Panel title="Best results" note="best trial of each study, with the odds that it is luck" testId="best-results">
            <Await resource={studies}>{(list) => <BestResults studies={list} />}</Await>
          </Panel>
          <div className="columns wide-left">
            <Panel title="Studies" testId="studies">
              <Await resource={studies}>
                {(list) =>
                  list.length === 0 ? (
                    <Empty command="quant study run study.json">No study has been run.</Empty>
                  ) : (
                    <StudiesTable studies={list.slice(0, 10)} live={running} />
                  )
                }
              </Await>
            </Panel>
            <ClusterPanel status={status} error={first.error} retry={first.reload} />
          </div>
          {(backtests.error !== null || (backtests.data?.length ?? 0) > 0) && (
            <Panel title="Latest backtests" testId="backtests">
              <Await resource={backtests}>{(list) => <SimulationsTable simulations={list} />}</Await>
            </Panel>
          )}
          <Panel title="Symbols" testId="symbols">
            <Await resource={symbols}>
              {(list) =>
                list.length === 0 ? (
                  <Empty command="quant bars import AAPL --file aapl.csv --format csv --interval 1d">No bars yet.</Empty>
                ) : (
                  <SymbolsTable symbols={list} />
                )
              }
            </Await>
          </Panel>
        </>
      )}
    </>
  );
}
