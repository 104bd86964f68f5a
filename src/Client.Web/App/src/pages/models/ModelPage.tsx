import type { ModelDetail } from "../../api/types";
import { useResource } from "../../api/useResource";
import { duration, whole } from "../../format/numbers";
import { instant } from "../../format/times";
import { PageHead } from "../../layout/PageHead";
import { Link } from "../../routing/Link";
import { StatusBadge, SyntheticBadge } from "../../ui/Badge";
import { Await } from "../../ui/Await";
import { JsonView } from "../../ui/JsonView";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";
import { folds, importances } from "./card";
import { FoldsPanel } from "./FoldsPanel";
import { ImportancesPanel } from "./ImportancesPanel";
import { MetricsPanel } from "./MetricsPanel";
import { ModelsTable } from "./ModelsTable";

export function ModelPage({ fingerprint }: { fingerprint: string }) {
  const resource = useResource<ModelDetail>(`/api/models/${encodeURIComponent(fingerprint)}`);
  const model = resource.data?.model;
  return (
    <>
      <PageHead title={model ? `${model.estimator} · ${model.symbol} · ${model.interval}` : "Model"} code={fingerprint}>
        {model && <StatusBadge status={model.status} />}
        {model && <SyntheticBadge synthetic={model.synthetic} />}
      </PageHead>
      <Await resource={resource} lines={8}>
        {(detail) => <Card detail={detail} />}
      </Await>
    </>
  );
}

function Card({ detail }: { detail: ModelDetail }) {
  const { model, spec, card, lineage } = detail;
  const shares = importances(card);
  const walk = folds(card);
  return (
    <>
      <div className="columns">
        <div className="stack">
          <MetricsPanel metrics={model.metrics} />
          <Panel title="Model">
            <KeyValues
              rows={[
                ["Label", model.label],
                ["Features", <code className="code">{model.featureSet}</code>],
                ["Rows", whole(model.rows)],
                ["Folds", whole(model.folds)],
                ["Training", duration(model.trainMs)],
                ["Made", instant(model.createdAt)],
                ["Study", model.cohort ? <Link to={`/studies/${model.cohort}`}>{model.cohort}</Link> : "–"],
                ...(model.error ? ([["Error", model.error]] as [string, string][]) : []),
              ]}
            />
          </Panel>
        </div>
        {shares.length > 0 && <ImportancesPanel items={shares} />}
      </div>
      {walk.length > 0 && <FoldsPanel folds={walk} />}
      {lineage.length > 0 && (
        <Panel title="Ancestors" note="nearest first">
          <ModelsTable models={lineage} />
        </Panel>
      )}
      <Panel title="Spec and card">
        <details>
          <summary>The spec, as it would be written in a file</summary>
          <JsonView value={spec} label="Model spec" />
        </details>
        {card !== null && card !== undefined && (
          <details>
            <summary>Everything training recorded</summary>
            <JsonView value={card} label="Model card" />
          </details>
        )}
      </Panel>
    </>
  );
}
