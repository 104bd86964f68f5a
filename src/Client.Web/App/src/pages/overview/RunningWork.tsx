import type { PendingWork, StudyStatus } from "../../api/types";
import { Link } from "../../routing/Link";
import { Panel } from "../../ui/Panel";
import { ProgressBar } from "../../ui/ProgressBar";
import { progressOf } from "../study/progress";

const verbs: Record<string, string> = {
  import: "Importing",
  features: "Building features of",
  train: "Training",
  simulate: "Backtesting",
};

interface Props {
  work: PendingWork[];
  studies: ReadonlyMap<string, StudyStatus>;
}

/** What is being done now; nothing when nothing is. */
export function RunningWork({ work, studies }: Props) {
  const running = [...studies.values()].filter((study) => study.work.phase === "running");
  if (work.length === 0 && running.length === 0) return null;
  return (
    <Panel title="Running now" testId="running">
      <ul className="work">
        {running.map((study) => (
          <li key={study.study}>
            <div className="work-head">
              <Link to={`/studies/${study.study}`}>{study.name}</Link>
              <span className="faint">{study.work.step}</span>
            </div>
            <ProgressBar {...progressOf(study)} label={`Progress of ${study.name}`} />
          </li>
        ))}
        {work.map((item) => (
          <li key={item.id}>
            <div className="work-head">
              <span>
                {verbs[item.kind] ?? item.kind} {item.subject.length > 24 ? item.subject.slice(0, 8) : item.subject}
              </span>
              <span className="faint">{item.work.step}</span>
            </div>
            <ProgressBar done={item.work.done} total={item.work.total} label={`${item.kind} ${item.subject}`} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
