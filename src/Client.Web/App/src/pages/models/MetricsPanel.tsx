import { number } from "../../format/numbers";
import { SampleBadge } from "../../ui/Badge";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

const prefix = "inSample.";

/** Out-of-sample beside in-sample: how much of what was learnt was noise. */
export function MetricsPanel({ metrics }: { metrics: Record<string, number | null> }) {
  const names = [...new Set(Object.keys(metrics).map((name) => name.replace(prefix, "")))].sort();
  return (
    <Panel title="Metrics" testId="model-metrics">
      {names.length === 0 ? (
        <Empty>None until the model is trained.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className="num">
                <SampleBadge inSample={false} />
              </th>
              <th scope="col" className="num">
                <SampleBadge inSample />
              </th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="num">{text(name, metrics[name])}</td>
                <td className="num faint">{text(name, metrics[prefix + name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function text(name: string, value: number | null | undefined): string {
  return number(value, name === "rows" ? 0 : 4);
}
