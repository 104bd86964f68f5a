import type { Cluster } from "../../api/types";
import { counted } from "../../format/numbers";
import { Badge } from "../../ui/Badge";

/** In a word, whether there is anything to do and whether there is enough to do it with. */
export function ClusterBadge({ cluster }: { cluster: Cluster }) {
  const { running, threads, waiting } = cluster.totals;
  const draining = cluster.silos.filter((silo) => silo.status === "ShuttingDown" || silo.status === "Stopping").length;
  return (
    <span data-testid="cluster-state">
      {running === 0 && waiting === 0 ? (
        <Badge>idle</Badge>
      ) : waiting > 0 ? (
        <Badge tone="warn" title={`${counted(waiting, "computation")} waiting for a thread`}>
          all threads busy, work waiting
        </Badge>
      ) : (
        <Badge tone="info">{running === threads ? "all threads busy" : "computing"}</Badge>
      )}
      {draining > 0 && <Badge tone="warn">{`${counted(draining, "silo")} draining`}</Badge>}
    </span>
  );
}
