import type { Cluster } from "../../api/types";
import { bytes, counted, latency, number, percent, whole } from "../../format/numbers";
import { Tile, Tiles } from "../../ui/Tile";

export function ClusterTiles({ cluster }: { cluster: Cluster | null }) {
  const totals = cluster?.totals;
  const processes = cluster?.processes ?? [];
  return (
    <Tiles label="The cluster in figures">
      <Tile label="Silos" value={whole(totals?.silos)} note={counted(processes.length, "process", "processes")} testId="tile-silos" />
      <Tile
        label="Computing"
        value={totals ? `${whole(totals.running)} / ${whole(totals.threads)}` : "–"}
        note="threads busy"
        title="Threads for training and simulation that are busy now"
        testId="tile-computing"
      />
      <Tile label="Waiting" value={whole(totals?.waiting)} note="computations" testId="tile-waiting" />
      <Tile label="Calls" value={number(totals?.callsPerSecond, 1)} note="a second" testId="tile-calls" />
      <Tile label="p95 latency" value={latency(totals?.p95Ms)} note={`mean ${latency(totals?.meanMs)}`} title={latencyTitle} />
      <Tile
        label="Exceptions"
        value={whole(totals?.exceptions)}
        note="since start"
        tone={totals && totals.exceptions > 0 ? "bad" : undefined}
        title="Calls that ended with an exception, bad input included"
      />
      <Tile label="CPU" value={percent(totals?.cpu, 0)} note={`of ${counted(totals?.processors ?? 0, "processor")}`} testId="tile-cpu" />
      <Tile label="Memory" value={bytes(totals?.workingSetBytes)} note="working set" />
    </Tiles>
  );
}

export const latencyTitle = "From a call's turn to its answer; a call that asks for a computation waits for it";
