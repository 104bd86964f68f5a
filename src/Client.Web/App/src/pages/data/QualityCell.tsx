import type { BarQuality } from "../../api/types";
import { useQuietly } from "../../api/useQuietly";
import { useSlowly } from "../../api/useSlowly";
import { counted } from "../../format/numbers";
import { Badge } from "../../ui/Badge";
import { ScoreBadge } from "./ScoreBadge";

/** Milliseconds between two checks of the same bars: live feeds change them all the time. */
const leastWait = 60_000;

interface Props {
  symbol: string;
  interval: string;
  version: string;
}

/** Score of one line of the list, and how many things are wrong; read once it is in view. */
export function QualityCell({ symbol, interval, version }: Props) {
  const seldom = useSlowly(version, leastWait);
  const [ref, report] = useQuietly<BarQuality>(`/api/bars/${encodeURIComponent(symbol)}/${interval}/quality`, seldom);
  return (
    <div ref={ref} className="quality-cell" data-testid={`quality-${symbol}-${interval}`}>
      <Content report={report} />
    </div>
  );
}

function Content({ report }: { report: BarQuality | Error | null }) {
  if (report === null) return <span className="faint">…</span>;
  if (report instanceof Error) {
    return (
      <Badge tone="bad" title={report.message}>
        not checked
      </Badge>
    );
  }
  const errors = report.findings.filter((finding) => finding.severity === "error");
  const warnings = report.findings.filter((finding) => finding.severity === "warning");
  return (
    <>
      <ScoreBadge score={report.score} />
      {errors.length > 0 && (
        <Badge tone="bad" title={errors.map((finding) => finding.message).join("\n")}>
          {counted(errors.length, "error")}
        </Badge>
      )}
      {warnings.length > 0 && (
        <Badge tone="warn" title={warnings.map((finding) => finding.message).join("\n")}>
          {counted(warnings.length, "warning")}
        </Badge>
      )}
    </>
  );
}
