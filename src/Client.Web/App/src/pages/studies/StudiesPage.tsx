import { useRunningStudies, useStatusEvent } from "../../api/events";
import type { Study } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { StudiesTable } from "./StudiesTable";

export function StudiesPage() {
  const running = useRunningStudies();
  const counts = useStatusEvent()?.counts;
  const ended = [...running.values()].map((s) => `${s.study} ${s.work.phase}`).join();
  const studies = useResource<Study[]>("/api/studies", `${counts?.studies} ${ended}`);
  return (
    <>
      <PageHead title="Studies" />
      <Panel title="All studies" note={studies.data ? studies.data.length : undefined}>
        <Await resource={studies} lines={6}>
          {(list) =>
            list.length === 0 ? (
              <Empty command="quant study run study.json">No study has been run.</Empty>
            ) : (
              <StudiesTable studies={list} live={running} />
            )
          }
        </Await>
      </Panel>
    </>
  );
}
