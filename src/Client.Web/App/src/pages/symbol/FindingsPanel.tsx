import { useState } from "react";
import { post } from "../../api/client";
import type { Backfill, BarQuality, Finding } from "../../api/types";
import { counted } from "../../format/numbers";
import { moment } from "../../format/times";
import { Badge } from "../../ui/Badge";
import { Empty } from "../../ui/Empty";
import { Failure } from "../../ui/Failure";
import { Panel } from "../../ui/Panel";

const tones = { error: "bad", warning: "warn", info: "info" } as const;

/** What the checks found, what it means, and what to do about it. */
export function FindingsPanel({ report }: { report: BarQuality }) {
  return (
    <Panel title="Findings" note={report.findings.length} testId="findings">
      {report.findings.length === 0 ? (
        <Empty>The checks found nothing.</Empty>
      ) : (
        <ul className="findings">
          {report.findings.map((finding) => (
            <li key={finding.check} data-testid={`finding-${finding.check}`} data-severity={finding.severity}>
              <OneFinding finding={finding} report={report} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function OneFinding({ finding, report }: { finding: Finding; report: BarQuality }) {
  const time = (ts: number) => moment(ts, report.timeZone, report.interval === "1d");
  return (
    <>
      <p className="finding-head">
        <Badge tone={tones[finding.severity]}>{finding.severity}</Badge>
        <strong>{finding.title}</strong>
        {finding.firstTs != null && finding.lastTs != null && (
          <span className="faint">
            {time(finding.firstTs)}
            {time(finding.lastTs) !== time(finding.firstTs) && ` to ${time(finding.lastTs)}`}
          </span>
        )}
      </p>
      <p>{finding.message}</p>
      <details>
        <summary>{finding.examples.length > 0 ? counted(finding.examples.length, "example") : "What it means"}</summary>
        {finding.examples.length > 0 && (
          <ul className="examples">
            {finding.examples.map((example) => (
              <li key={`${example.ts} ${example.text}`}>
                <span className="faint">{time(example.ts)}</span> {example.text}
              </li>
            ))}
          </ul>
        )}
        <p className="faint">{finding.meaning}</p>
      </details>
      {finding.fix && (
        <div className="fix">
          <p>{finding.fix.text}</p>
          {finding.fix.command && <pre>{finding.fix.command}</pre>}
          {finding.fix.fillsGaps && <FillGaps report={report} />}
        </div>
      )}
    </>
  );
}

/** Asks the server's providers for what is missing. */
function FillGaps({ report }: { report: BarQuality }) {
  const [state, setState] = useState<"ready" | "asking" | "asked" | Error>("ready");
  async function ask() {
    setState("asking");
    try {
      await post<Backfill>(`/api/bars/${encodeURIComponent(report.symbol)}/backfills`, {
        interval: report.storedInterval,
        fromTs: report.fromTs,
        toTs: report.toTs,
        sessions: report.sessions,
        onlyGaps: true,
      });
      setState("asked");
    } catch (fault) {
      setState(fault instanceof Error ? fault : new Error(String(fault)));
    }
  }
  if (state instanceof Error) return <Failure error={state} retry={() => void ask()} />;
  return (
    <button type="button" disabled={state !== "ready"} onClick={() => void ask()} data-testid="fill-gaps">
      {state === "asked" ? "Asked: it is queued" : "Ask for what is missing"}
    </button>
  );
}
