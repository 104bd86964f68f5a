import type { Cluster, ClusterProcess, ClusterSilo } from "../../api/types";
import { Sparkline } from "../../charts/Sparkline";
import { bytes, latency, number, percent, whole } from "../../format/numbers";
import { uptime } from "../../format/times";
import { StatusBadge } from "../../ui/Badge";
import { latencyTitle } from "./ClusterTiles";
import { DrainSilo } from "./DrainSilo";

const points = 120;

interface Props {
  cluster: Cluster;
  failed: (fault: Error | null) => void;
}

/** Silos of one process stand together: processor and memory are the process's, told once for all of them. */
export function SilosTable({ cluster, failed }: Props) {
  const groups = grouped(cluster);
  return (
    <div className="table-scroll">
      <table className="silos-table">
        <thead>
          <tr>
            <th scope="col">Silo</th>
            <th scope="col" title="Share of the silo's computing threads in use, every two seconds">
              Load, last 4 minutes
            </th>
            <th scope="col" className="num" title="Computing threads busy now">Computing</th>
            <th scope="col" className="num" title="Computations that wait for a thread">Queue</th>
            <th scope="col" className="num">Activations</th>
            <th scope="col" className="num">Calls / s</th>
            <th scope="col" className="num" title={latencyTitle}>Mean</th>
            <th scope="col" className="num" title={latencyTitle}>p95</th>
            <th scope="col" className="num" title="Calls that ended with an exception since the start">Exceptions</th>
            <th scope="col" className="num">Uptime</th>
            <th scope="col" className="num">CPU</th>
            <th scope="col" className="num">Memory</th>
            {cluster.control.available && <th scope="col" aria-label="Actions" />}
          </tr>
        </thead>
        <tbody>
          {groups.flatMap(({ process, silos }) =>
            silos.map((silo, i) => (
              <tr key={silo.address} data-testid="silo-row" data-silo={silo.name} className={silo.status === "Dead" ? "gone" : undefined}>
                <th scope="row">
                  {silo.name} <StatusBadge status={words[silo.status] ?? silo.status} />
                  <code className="code below">{silo.address}</code>
                </th>
                <td>
                  {silo.status !== "Dead" && (
                    <Sparkline values={silo.busy} places={points} label={`Load of ${silo.name}, now ${percent(silo.busy.at(-1), 0)}`} />
                  )}
                </td>
                <td className="num">{silo.threads === null ? "–" : `${silo.work.length} / ${silo.threads}`}</td>
                <td className={silo.waiting ? "num waiting" : "num"}>{whole(silo.waiting)}</td>
                <td className="num">{whole(silo.activations)}</td>
                <td className="num">{number(silo.callsPerSecond, 1)}</td>
                <td className="num">{latency(silo.meanMs)}</td>
                <td className="num">{latency(silo.p95Ms)}</td>
                <td className={silo.exceptions ? "num loss" : "num"}>{whole(silo.exceptions)}</td>
                <td className="num">{silo.status === "Dead" ? "–" : uptime(silo.startedAt)}</td>
                {i === 0 && <ProcessCells process={process} rows={silos.length} />}
                {cluster.control.available && (
                  <td className="num">
                    <DrainSilo silo={silo} failed={failed} />
                  </td>
                )}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

const words: Record<string, string> = { ShuttingDown: "Draining", Stopping: "Draining", Dead: "Gone" };

function ProcessCells({ process, rows }: { process: ClusterProcess | null; rows: number }) {
  const shared = rows > 1 ? "process" : undefined;
  return (
    <>
      <td className={rows > 1 ? "num shared" : "num"} rowSpan={rows} title={process ? `Of the process ${process.key}` : undefined}>
        {process ? percent(process.cpu, 0) : "–"}
        {process && <span className="below faint">{shared ?? `of ${process.processors}`}</span>}
      </td>
      <td className={rows > 1 ? "num shared" : "num"} rowSpan={rows} title={process ? memoryTitle(process) : undefined}>
        {process ? bytes(process.workingSetBytes) : "–"}
        {process && <span className="below faint">{shared ?? `of ${bytes(process.memoryLimitBytes)}`}</span>}
      </td>
    </>
  );
}

function memoryTitle(process: ClusterProcess): string {
  return `Process ${process.key}: ${bytes(process.workingSetBytes)} held, ${bytes(process.heapBytes)} managed, of ${bytes(process.memoryLimitBytes)}`;
}

function grouped(cluster: Cluster): { process: ClusterProcess | null; silos: ClusterSilo[] }[] {
  const known = cluster.processes.map((process) => ({
    process,
    silos: cluster.silos.filter((silo) => silo.process === process.key),
  }));
  const others = cluster.silos.filter((silo) => !cluster.processes.some((process) => process.key === silo.process));
  return [...known.filter((group) => group.silos.length > 0), ...others.map((silo) => ({ process: null, silos: [silo] }))];
}
