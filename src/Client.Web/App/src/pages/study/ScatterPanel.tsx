import type { Scatter, StudyDetail } from "../../api/types";
import { useResource } from "../../api/useResource";
import { ScatterPlot } from "../../charts/ScatterPlot";
import { whole } from "../../format/numbers";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

interface Props {
  id: string;
  version: string;
  benchmark: NonNullable<StudyDetail["benchmark"]> | null;
  open: (index: number) => void;
}

export function ScatterPanel({ id, version, benchmark, open }: Props) {
  const scatter = useResource<Scatter>(`/api/studies/${encodeURIComponent(id)}/scatter`, version);
  const data = scatter.data;
  const note = data && (data.index.length < data.total ? `${whole(data.index.length)} of ${whole(data.total)} trials` : `${whole(data.total)} trials`);
  return (
    <Panel title="Does selection hold?" note={note ?? undefined} testId="scatter">
      <Await resource={scatter} lines={8}>
        {(points) =>
          points.index.length === 0 ? (
            <Empty>Points appear when trials are done in both periods.</Empty>
          ) : (
            <ScatterPlot
              points={points}
              benchmark={benchmark ? { x: benchmark.selection?.sharpe ?? null, y: benchmark.holdOut?.sharpe ?? null } : null}
              open={open}
            />
          )
        }
      </Await>
    </Panel>
  );
}
