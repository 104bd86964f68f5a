import type { Method } from "../../api/types";
import { latency, number, percent, whole } from "../../format/numbers";
import { Empty } from "../../ui/Empty";
import { latencyTitle } from "./ClusterTiles";

export function MethodsTable({ methods }: { methods: Method[] }) {
  if (methods.length === 0) return <Empty>No grain was called within the last minute.</Empty>;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col" className="time-share" title="Share of the time of all calls">
              Share of time
            </th>
            <th scope="col" className="num">Calls</th>
            <th scope="col" className="num">Calls / s</th>
            <th scope="col" className="num" title={latencyTitle}>Mean</th>
            <th scope="col" className="num" title={latencyTitle}>p95</th>
            <th scope="col" className="num">Exceptions</th>
          </tr>
        </thead>
        <tbody>
          {methods.map((method) => (
            <tr key={method.name} data-testid="method-row">
              <td>{method.name}</td>
              <td className="time-share">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={percent(method.timeShare, 0)}>
                  <rect className="sparkline-all" width={100} height={8} />
                  <rect className="sparkline-some" width={100 * (method.timeShare ?? 0)} height={8} />
                </svg>
              </td>
              <td className="num">{whole(method.calls)}</td>
              <td className="num">{number(method.callsPerSecond, 2)}</td>
              <td className="num">{latency(method.meanMs)}</td>
              <td className="num">{latency(method.p95Ms)}</td>
              <td className={method.exceptions > 0 ? "num loss" : "num"}>{whole(method.exceptions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
