import type { StudyDetail, Trial } from "../../api/types";
import { number, probability, signed, whole } from "../../format/numbers";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";

/** How likely it is that the best result is luck, in figures and in words. */
export function LuckPanel({ detail }: { detail: StudyDetail }) {
  const { luck, best } = detail.study;
  const pbo = luck?.overfitProbability ?? null;
  return (
    <Panel title="Odds of luck" testId="luck">
      {pbo !== null && (
        <div className="odds">
          <div className="odds-value" data-testid="pbo">
            {probability(pbo)}
          </div>
          <svg className="odds-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="odds-all" width="100" height="8" rx="1" />
            <rect className={pbo > 0.5 ? "odds-bad" : "odds-good"} width={Math.max(1, pbo * 100)} height="8" rx="1" />
            <line className="odds-half" x1="50" x2="50" y1="0" y2="8" />
          </svg>
          <div className="odds-scale" aria-hidden="true">
            <span>0 %</span>
            <span>coin toss</span>
            <span>100 %</span>
          </div>
        </div>
      )}
      <p className="reading">{luck?.reading ?? "The overfitting statistics are computed when the study ends."}</p>
      <KeyValues
        rows={[
          ["Trials looked at", whole(luck?.trials ?? detail.study.trialsDone)],
          ...(luck ? ([["Splits of the time (CSCV)", whole(luck.splits)]] as [string, string][]) : []),
          ...(best ? bestRows(best) : []),
          ...(detail.benchmark
            ? ([
                [
                  "Buy and hold, Sharpe",
                  `${number(detail.benchmark.selection?.sharpe)} / ${number(detail.benchmark.holdOut?.sharpe)}`,
                ],
              ] as [string, string][])
            : []),
        ]}
      />
    </Panel>
  );
}

function bestRows(best: Trial): [string, string][] {
  return [
    ["Best trial, Sharpe", number(best.selection.sharpe)],
    ["… in the hold-out", number(best.holdOut.sharpe)],
    ["… gap", signed(best.gap)],
    ["… deflated Sharpe", probability(best.deflatedSharpe)],
  ];
}
