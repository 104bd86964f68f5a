import { Badge } from "../../ui/Badge";

/** From 100 down to 0: 90 is good, below 60 something is wrong. */
export function scoreTone(score: number): "good" | "warn" | "bad" {
  return score >= 90 ? "good" : score >= 60 ? "warn" : "bad";
}

export function ScoreBadge({ score }: { score: number }) {
  return (
    <Badge tone={scoreTone(score)} title="100 less the points lost to what the checks found">
      {score}
    </Badge>
  );
}
