import type { StudyStatus } from "../../api/types";
import { duration, number, whole } from "../../format/numbers";
import { Panel } from "../../ui/Panel";
import { ProgressBar } from "../../ui/ProgressBar";
import { progressOf } from "./progress";

export function StudyProgress({ status }: { status: StudyStatus }) {
  const fresh = status.trialsDone - status.trialsReused;
  const seconds = (status.elapsedMs ?? 0) / 1000;
  return (
    <Panel title="Running" note={status.work.step} testId="study-progress">
      <ProgressBar {...progressOf(status)} label="Progress of the study" />
      <p className="faint">
        Models {whole(status.modelsReady)} of {whole(status.models)} · {duration(status.elapsedMs)}
        {seconds > 0.5 && fresh > 0 && ` · ${number(fresh / seconds, 0)} trials a second`}
        {status.trialsReused > 0 && ` · ${whole(status.trialsReused)} known from before`}
      </p>
    </Panel>
  );
}
