import { useState } from "react";
import { useStudyEvent } from "../../api/events";
import type { StudyDetail } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { StatusBadge, SyntheticBadge } from "../../ui/Badge";
import { JsonView } from "../../ui/JsonView";
import { Panel } from "../../ui/Panel";
import { Leaderboard } from "./Leaderboard";
import { LuckPanel } from "./LuckPanel";
import { ScatterPanel } from "./ScatterPanel";
import { StudyActions } from "./StudyActions";
import { StudyProgress } from "./StudyProgress";
import { StudyTiles } from "./StudyTiles";
import { useOpenTrial } from "./useOpenTrial";
import { useSlowly } from "../../api/useSlowly";

export function StudyPage({ id }: { id: string }) {
  const live = useStudyEvent(id);
  const version = `${live?.work.phase} ${useSlowly(live?.trialsDone ?? 0, 1000)}`;
  const study = useResource<StudyDetail>(`/api/studies/${encodeURIComponent(id)}`, version);
  const [notice, setNotice] = useState<Error | null>(null);
  const open = useOpenTrial(id, setNotice);
  const base = study.data?.study;
  const phase = live && live.work.phase !== "idle" ? live.work.phase : base?.status;

  return (
    <>
      <PageHead
        title={base?.name ?? live?.name ?? "Study"}
        code={id}
        aside={phase && <StudyActions id={id} phase={phase} changed={study.reload} failed={setNotice} />}
        note={base && base.symbols.join(", ")}
      >
        {phase && <StatusBadge status={phase} />}
        <SyntheticBadge synthetic={base?.synthetic ?? false} />
      </PageHead>
      {notice && (
        <div className="failure" role="alert">
          <p>{notice.message}</p>
          <button type="button" onClick={() => setNotice(null)}>
            Close
          </button>
        </div>
      )}
      {live && phase === "running" && <StudyProgress status={live} />}
      <Await resource={study} lines={10}>
        {(detail) => (
          <>
            <StudyTiles detail={detail} live={live} />
            <div className="columns wide-left">
              <ScatterPanel id={id} version={version} benchmark={detail.benchmark ?? null} open={open.start} />
              <LuckPanel detail={detail} />
            </div>
            <Leaderboard detail={detail} version={version} open={open.start} opening={open.pending} />
            <Panel title="Spec">
              <details>
                <summary>What was searched, as it would be written in a file</summary>
                <JsonView value={detail.spec} label="Study spec" />
              </details>
            </Panel>
          </>
        )}
      </Await>
    </>
  );
}
