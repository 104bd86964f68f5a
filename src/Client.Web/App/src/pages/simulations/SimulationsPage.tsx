import { useStatusEvent } from "../../api/events";
import type { Simulation } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { SimulationsTable } from "./SimulationsTable";

export function SimulationsPage() {
  const counts = useStatusEvent()?.counts;
  const simulations = useResource<Simulation[]>("/api/simulations", counts?.simulations);
  return (
    <>
      <PageHead title="Backtests" />
      <Panel title="Backtests in full" note="latest first">
        <Await resource={simulations} lines={6}>
          {(list) =>
            list.length === 0 ? (
              <Empty>None yet: click a trial of a study to backtest it in full.</Empty>
            ) : (
              <SimulationsTable simulations={list} />
            )
          }
        </Await>
      </Panel>
    </>
  );
}
