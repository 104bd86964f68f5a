import type { StudyDetail, StudyStatus } from "../../api/types";
import { duration, number, percent, probability, signed, whole } from "../../format/numbers";
import { Tile, Tiles } from "../../ui/Tile";

export function StudyTiles({ detail, live }: { detail: StudyDetail; live: StudyStatus | null }) {
  const { study, benchmark } = detail;
  const best = study.best;
  const took =
    live?.elapsedMs ??
    (study.finishedAt && study.startedAt ? Date.parse(study.finishedAt) - Date.parse(study.startedAt) : null);
  return (
    <Tiles label="The study in figures">
      <Tile label="Trials" value={whole(live?.trialsDone ?? study.trialsDone)} note={`of ${whole(study.trials)} planned`} testId="study-trials" />
      <Tile label="Best score" value={number(live?.bestScore ?? best?.score)} note={`${objective(detail.spec)}, selection`} />
      <Tile label="Hold-out Sharpe" value={number(best?.holdOut.sharpe)} note={`selection ${number(best?.selection.sharpe)}`} />
      <Tile label="Gap" value={signed(best?.gap)} note="selection − hold-out" />
      <Tile label="Deflated Sharpe" value={probability(best?.deflatedSharpe)} note="that it is not luck" />
      <Tile
        label="PBO"
        value={probability(study.luck?.overfitProbability)}
        tone={tone(study.luck?.overfitProbability)}
        note="of overfitting"
      />
      <Tile
        label="Buy and hold"
        value={percent(benchmark?.selection?.totalReturn)}
        note={`hold-out ${percent(benchmark?.holdOut?.totalReturn)}`}
      />
      <Tile label="Took" value={duration(took)} />
    </Tiles>
  );
}

/** The metric that is the score. */
function objective(spec: unknown): string {
  const metric = (spec as { objective?: { metric?: unknown } } | null)?.objective?.metric;
  return typeof metric === "string" ? metric : "objective";
}

function tone(pbo: number | null | undefined): "good" | "bad" | undefined {
  if (pbo === null || pbo === undefined) return undefined;
  return pbo < 0.2 ? "good" : pbo > 0.5 ? "bad" : undefined;
}
