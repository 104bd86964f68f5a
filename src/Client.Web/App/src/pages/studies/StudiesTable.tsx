import type { Study, StudyStatus } from "../../api/types";
import { number, probability } from "../../format/numbers";
import { instant } from "../../format/times";
import { Link } from "../../routing/Link";
import { StatusBadge, SyntheticBadge } from "../../ui/Badge";
import { ProgressBar } from "../../ui/ProgressBar";

interface Props {
  studies: Study[];
  live: ReadonlyMap<string, StudyStatus>;
}

export function StudiesTable({ studies, live }: Props) {
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">Symbols</th>
            <th scope="col">Status</th>
            <th scope="col">Trials</th>
            <th scope="col" className="num">Best score</th>
            <th scope="col" className="num" title="Probability of backtest overfitting">PBO</th>
            <th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => {
            const now = live.get(study.id);
            return (
              <tr key={study.id}>
                <td>
                  <Link to={`/studies/${study.id}`} data-testid="study-link">
                    {study.name}
                  </Link>
                </td>
                <td>
                  {study.symbols.join(", ")} <SyntheticBadge synthetic={study.synthetic} />
                </td>
                <td>
                  <StatusBadge status={now?.work.phase ?? study.status} />
                </td>
                <td className="progress-cell">
                  <ProgressBar
                    done={now?.trialsDone ?? study.trialsDone}
                    total={now?.trials || study.trials}
                    label={`Trials of ${study.name}`}
                  />
                </td>
                <td className="num">{number(now?.bestScore ?? study.best?.score)}</td>
                <td className="num">{probability(study.luck?.overfitProbability)}</td>
                <td>{instant(study.startedAt ?? study.createdAt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
