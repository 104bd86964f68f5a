import type { BarQuality, MissingKind } from "../../api/types";
import { percent, whole } from "../../format/numbers";
import { Tile, Tiles } from "../../ui/Tile";
import { scoreTone } from "../data/ScoreBadge";

export function missingOf(report: BarQuality, kind: MissingKind): number {
  return report.missing.find((missing) => missing.kind === kind)?.bars ?? 0;
}

export function QualityTiles({ report }: { report: BarQuality }) {
  const tone = scoreTone(report.score);
  const owed = missingOf(report, "providerGap");
  return (
    <Tiles label="The bars in figures">
      <Tile label="Score" value={report.score} note="of 100" tone={tone === "warn" ? undefined : tone} testId="score" />
      <Tile label="Bars" value={whole(report.bars)} note={`${report.interval}, in the range`} />
      <Tile
        label="Present"
        value={floorPercent(report.present, report.expected)}
        note={`${whole(report.present)} of ${whole(report.expected)} expected`}
        testId="present"
      />
      <Tile label="To be asked for" value={whole(owed)} note="bars sources still owe" tone={owed > 0 ? "bad" : undefined} testId="owed" />
      <Tile label="Without a trade" value={whole(missingOf(report, "noTrade"))} note="asked for, and none there" />
      <Tile label="Halted" value={whole(missingOf(report, "halt"))} note="bars within halts" />
    </Tiles>
  );
}

/** Never rounded up to all. */
function floorPercent(part: number, whole: number): string {
  return whole === 0 ? "–" : percent(Math.floor((10_000 * part) / whole) / 10_000, 2);
}
