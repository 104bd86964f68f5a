import type { ClusterSilo, StudyStatus } from "../../api/types";
import { counted, duration } from "../../format/numbers";
import { Link } from "../../routing/Link";
import { Code } from "../../ui/Code";

interface Props {
  silos: ClusterSilo[];
  studies: ReadonlyMap<string, StudyStatus>;
}

const words: Record<string, string> = {
  importing: "Importing",
  features: "Building features of",
  training: "Training",
  loading: "Loading the series of",
  simulating: "Simulating trials of",
  backtesting: "Backtesting",
  ranking: "Ranking",
};

export function WorkInFlight({ silos, studies }: Props) {
  const alive = silos.filter((silo) => silo.status !== "Dead");
  return (
    <ul className="flight">
      {alive.map((silo) => (
        <li key={silo.address}>
          <span className="flight-silo">{silo.name}</span>
          <ul className="flight-work">
            {silo.work.map((work, i) => (
              <li key={i} data-testid="work-piece">
                <span>
                  {words[work.kind] ?? work.kind} <Subject kind={work.kind} subject={work.subject} studies={studies} />
                </span>
                <span className="faint">{duration(Math.max(0, Date.now() - Date.parse(work.since)))}</span>
              </li>
            ))}
            {silo.work.length === 0 && <li className="faint">{silo.threads === null ? "not heard of yet" : "idle"}</li>}
            {!!silo.waiting && <li className="waiting">{counted(silo.waiting, "computation")} waiting</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Subject({ kind, subject, studies }: { kind: string; subject: string; studies: Props["studies"] }) {
  if (kind === "importing" || kind === "features") return <>{subject}</>;
  if (kind === "simulating" || kind === "ranking") {
    return <Link to={`/studies/${subject}`}>{studies.get(subject)?.name ?? subject.slice(0, 8)}</Link>;
  }
  return (
    <Link to={`/models/${subject}`}>
      <Code text={subject} />
    </Link>
  );
}
