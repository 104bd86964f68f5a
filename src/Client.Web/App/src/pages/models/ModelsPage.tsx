import { useState } from "react";
import { useStatusEvent } from "../../api/events";
import type { Model } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Pager } from "../../ui/Pager";
import { Panel } from "../../ui/Panel";
import { ModelsTable } from "./ModelsTable";

const pageLength = 50;

export function ModelsPage() {
  const counts = useStatusEvent()?.counts;
  const [offset, setOffset] = useState(0);
  const models = useResource<Model[]>("/api/models?limit=1000", counts?.models);
  return (
    <>
      <PageHead title="Models" />
      <Panel title="All models" note="metrics are out-of-sample, latest first">
        <Await resource={models} lines={8}>
          {(list) =>
            list.length === 0 ? (
              <Empty command="quant model train model.json">No model has been trained.</Empty>
            ) : (
              <>
                <ModelsTable models={list.slice(offset, offset + pageLength)} />
                <Pager offset={offset} limit={pageLength} total={list.length} move={setOffset} noun="models" />
              </>
            )
          }
        </Await>
      </Panel>
    </>
  );
}
