import type { BarQuality, Provenance } from "../../api/types";
import { counted, whole } from "../../format/numbers";
import { date, instant } from "../../format/times";
import { Empty } from "../../ui/Empty";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";

/** Where the bars came from, what was asked for, and what was refused. */
export function ProvenancePanel({ provenance, report }: { provenance: Provenance; report: BarQuality }) {
  const sources = Object.entries(report.sources);
  return (
    <Panel title="Provenance" testId="provenance">
      {sources.length > 0 && (
        <KeyValues rows={sources.map(([source, bars]) => [source, `${counted(bars, "bar")} stored`])} />
      )}
      {provenance.asked.length === 0 ? (
        <Empty>Nothing is recorded of what was asked for.</Empty>
      ) : (
        provenance.asked.map((asked) => (
          <details key={`${asked.source} ${asked.sessions}`} open={provenance.asked.length === 1}>
            <summary>
              {asked.source}, {asked.sessions} hours: {counted(asked.windows, "range")} asked for
            </summary>
            <KeyValues
              rows={[
                ["From", date(asked.fromTs, report.timeZone)],
                ["To", date(asked.toTs - 1, report.timeZone)],
                ["Last answer", instant(new Date(asked.askedAt / 1000).toISOString())],
                ["Good bars", whole(asked.bars)],
                ["Empty answers", whole(asked.emptyWindows)],
                ...Object.entries(asked.refused).map(([reason, rows]): [string, string] => [
                  `Refused: ${words(reason)}`,
                  whole(rows),
                ]),
              ]}
            />
          </details>
        ))
      )}
    </Panel>
  );
}

/** `DuplicateTime` as words. */
function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
