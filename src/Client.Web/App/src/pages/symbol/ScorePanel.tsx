import type { BarQuality } from "../../api/types";
import { number } from "../../format/numbers";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

/** How the score comes about. */
export function ScorePanel({ report }: { report: BarQuality }) {
  return (
    <Panel title="Score" note="100 less the points lost, rounded down" testId="score-arithmetic">
      {report.lost.length === 0 ? (
        <Empty>No points are lost.</Empty>
      ) : (
        <ul className="lost">
          {report.lost.map((lost) => (
            <li key={lost.check}>
              <span className="loss">{number(-(lost.points ?? 0), 1)}</span>
              <span>
                {lost.title}
                <span className="faint"> · {lost.arithmetic}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
