import { useState } from "react";
import { useClusterEvent, useRunningStudies } from "../../api/events";
import type { Cluster } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Failure } from "../../ui/Failure";
import { Panel } from "../../ui/Panel";
import { ActivationsTable } from "./ActivationsTable";
import { AddSilo } from "./AddSilo";
import { ClusterBadge } from "./ClusterBadge";
import { ClusterTiles } from "./ClusterTiles";
import { MethodsTable } from "./MethodsTable";
import { SilosTable } from "./SilosTable";
import { WorkInFlight } from "./WorkInFlight";

export function ClusterPage() {
  const live = useClusterEvent();
  const first = useResource<Cluster>("/api/cluster");
  const studies = useRunningStudies();
  const cluster = live ?? first.data;
  const [fault, setFault] = useState<Error | null>(null);

  return (
    <>
      <PageHead
        title="Cluster"
        aside={cluster?.control.available && <AddSilo failed={setFault} />}
        note={cluster && <EngineNote cluster={cluster} />}
      >
        {cluster && <ClusterBadge cluster={cluster} />}
      </PageHead>
      {fault && (
        <div className="failure" role="alert" data-testid="cluster-fault">
          <p>{fault.message}</p>
          <button type="button" onClick={() => setFault(null)}>
            Close
          </button>
        </div>
      )}
      {!cluster && first.error && <Failure error={first.error} retry={first.reload} />}
      <ClusterTiles cluster={cluster} />
      {cluster && (
        <>
          <Panel title="Silos" testId="silos">
            <SilosTable cluster={cluster} failed={setFault} />
          </Panel>
          <div className="columns">
            <Panel title="Work in flight" note="computations now, by silo" testId="work-in-flight">
              <WorkInFlight silos={cluster.silos} studies={studies} />
            </Panel>
            <Panel title="Activations" note="active grains, by type and silo" testId="activations">
              <ActivationsTable activations={cluster.activations} silos={cluster.silos} />
            </Panel>
          </div>
          <Panel title="Busiest methods" note="last minute, all silos; this page's own calls are left out" testId="methods">
            <MethodsTable methods={cluster.methods} />
          </Panel>
        </>
      )}
    </>
  );
}

function EngineNote({ cluster }: { cluster: Cluster }) {
  const engine = cluster.grainEngine === "Orleans" ? "Microsoft Orleans" : "Embedded engine";
  const processes = cluster.processes.length === 1 ? "all silos in one process" : `${cluster.processes.length} processes`;
  return (
    <span data-testid="engine-note">
      {engine}: {processes}. {cluster.control.reason}
    </span>
  );
}
