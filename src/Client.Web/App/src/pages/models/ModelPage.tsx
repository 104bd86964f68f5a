import type { ModelDetail } from "../../api/types";
import { useResource } from "../../api/useResource";
import { duration, number, whole } from "../../format/numbers";
import { instant } from "../../format/times";
import { PageHead } from "../../layout/PageHead";
import { Link } from "../../routing/Link";
import { StatusBadge, SyntheticBadge } from "../../ui/Badge";
import { Await } from "../../ui/Await";
import { JsonView } from "../../ui/JsonView";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";
import { Tile, Tiles } from "../../ui/Tile";
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
  return (
    <>
      <Tiles label="Metrics">
        {Object.entries(model.metrics).map(([name, value]) => (
          <Tile
            key={name}
            label={name.replace("inSample.", "")}
            value={number(value, name.endsWith("rows") ? 0 : 4)}
            note={name.startsWith("inSample.") ? "in-sample" : "out-of-sample"}
          />
        ))}
      </Tiles>
      <div className="columns">
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
        <Panel title="Spec">
          <JsonView value={spec} label="Model spec" />
        </Panel>
      </div>
      {lineage.length > 0 && (
        <Panel title="Ancestors" note="nearest first">
          <ModelsTable models={lineage} />
        </Panel>
      )}
      {card !== null && card !== undefined && (
        <Panel title="Card" note="folds, importances, data">
          <JsonView value={card} label="Model card" />
        </Panel>
      )}
    </>
  );
}
