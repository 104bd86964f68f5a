import type { Model } from "../../api/types";
import { duration, number, whole } from "../../format/numbers";
import { instant } from "../../format/times";
import { Link } from "../../routing/Link";
import { StatusBadge, SyntheticBadge } from "../../ui/Badge";
import { Code } from "../../ui/Code";

/** Models with the metrics most of them have. */
export function ModelsTable({ models }: { models: Model[] }) {
  const metrics = commonMetrics(models);
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Symbol</th>
            <th scope="col">Interval</th>
            <th scope="col">Estimator</th>
            <th scope="col">Label</th>
            <th scope="col">Status</th>
            <th scope="col" className="num">Rows</th>
            <th scope="col" className="num">Folds</th>
            {metrics.map((name) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
            <th scope="col" className="num">Training</th>
            <th scope="col">Made</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.fingerprint}>
              <td>
                <Link to={`/models/${model.fingerprint}`}>
                  <Code text={model.fingerprint} />
                </Link>
              </td>
              <td>
                {model.symbol} <SyntheticBadge synthetic={model.synthetic} />
              </td>
              <td>{model.interval}</td>
              <td>{model.estimator}</td>
              <td>{model.label}</td>
              <td title={model.error ?? undefined}>
                <StatusBadge status={model.status} />
              </td>
              <td className="num">{whole(model.rows)}</td>
              <td className="num">{whole(model.folds)}</td>
              {metrics.map((name) => (
                <td key={name} className="num">
                  {number(model.metrics[name], 4)}
                </td>
              ))}
              <td className="num">{duration(model.trainMs)}</td>
              <td>{instant(model.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isOutOfSample(name: string): boolean {
  return name !== "rows" && !name.startsWith("inSample.");
}

function commonMetrics(models: Model[]): string[] {
  const counts = new Map<string, number>();
  for (const model of models)
    for (const name of Object.keys(model.metrics).filter(isOutOfSample)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .slice(0, 4)
    .map(([name]) => name);
}
