import { useState } from "react";
import { withQuery } from "../../api/client";
import type { BarQuality, Gap, Gaps, MissingKind } from "../../api/types";
import { useResource } from "../../api/useResource";
import { whole } from "../../format/numbers";
import { moment, zoneWords } from "../../format/times";
import { Await } from "../../ui/Await";
import { Badge } from "../../ui/Badge";
import { Empty } from "../../ui/Empty";
import { Pager } from "../../ui/Pager";
import { Panel } from "../../ui/Panel";
import { missingOf } from "./QualityTiles";
import { pathOf, show, type SymbolView } from "./view";

const pageLength = 20;

const kinds = [
  ["providerGap", "to be asked for", "bad"],
  ["halt", "halts", "info"],
  ["noTrade", "no trade", "plain"],
  ["holiday", "holidays", "plain"],
] as const;

interface Props {
  view: SymbolView;
  report: BarQuality;
  limits: Record<string, string | number | null>;
  version: string;
}

/** Missing bars by why they are missing, and where. */
export function GapsPanel({ view, report, limits, version }: Props) {
  const [offset, setOffset] = useState(0);
  const gaps = useResource<Gaps>(
    withQuery(pathOf(view, "/gaps"), { ...limits, kind: view.gaps || null, offset, limit: pageLength }),
    version,
  );
  return (
    <Panel title="Gaps" note={`bars · times in ${zoneWords(report.timeZone)}`} testId="gaps">
      <div className="choice wrap" role="group" aria-label="Which gaps">
        <button type="button" aria-pressed={view.gaps === ""} onClick={() => show(view, { gaps: "" })} data-testid="gaps-every">
          every kind
        </button>
        {kinds.map(([kind, text]) => (
          <button
            key={kind}
            type="button"
            aria-pressed={view.gaps === kind}
            onClick={() => show(view, { gaps: kind })}
            data-testid={`gaps-${kind}`}
          >
            {text} <span className="faint">{whole(missingOf(report, kind))}</span>
          </button>
        ))}
      </div>
      <Await resource={gaps} lines={6}>
        {(page) =>
          page.total === 0 ? (
            <Empty>{view.gaps === "" ? "No bar is missing." : "None of this kind."}</Empty>
          ) : (
            <>
              <GapsTable gaps={page.gaps} report={report} />
              <Pager offset={offset} limit={pageLength} total={page.total} move={setOffset} noun="gaps" />
            </>
          )
        }
      </Await>
    </Panel>
  );
}

function GapsTable({ gaps, report }: { gaps: Gap[]; report: BarQuality }) {
  const daily = report.interval === "1d";
  const time = (ts: number) => moment(ts, report.timeZone, daily);
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {!daily && <th scope="col">To</th>}
            <th scope="col" className="num">Bars</th>
            <th scope="col">Kind</th>
            {!daily && <th scope="col">Hours</th>}
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={`${gap.fromTs} ${gap.kind}`} data-testid="gap-row">
              <td>{time(gap.fromTs)}</td>
              {!daily && <td>{time(gap.toTs)}</td>}
              <td className="num">{whole(gap.bars)}</td>
              <td>
                <KindBadge kind={gap.kind} />
              </td>
              {!daily && <td>{gap.session}</td>}
              <td className="why">{gap.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KindBadge({ kind }: { kind: MissingKind }) {
  const [, text, tone] = kinds.find(([name]) => name === kind) ?? [kind, kind, "plain" as const];
  return <Badge tone={tone}>{text}</Badge>;
}
