import { useMemo, useState } from "react";
import { withQuery } from "../../api/client";
import type { BarQuality, Bars, Gaps, Provenance } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PriceChart, type PriceMark } from "../../charts/PriceChart";
import { counted, whole } from "../../format/numbers";
import { zoneWords } from "../../format/times";
import { Await } from "../../ui/Await";
import { Panel } from "../../ui/Panel";
import { ratio } from "./ActionsPanel";
import { Choice } from "./Choice";
import { missingOf } from "./QualityTiles";
import { adjustments, pathOf, show, type SymbolView } from "./view";

const maxPoints = 3000;
const mostMarks = 500;

interface Props {
  view: SymbolView;
  report: BarQuality;
  actions: Provenance["actions"];
  version: string;
}

interface Range {
  from: number;
  to: number;
}

/** Candles and volume, raw or adjusted, with marks where bars are missing and where shares were split. */
export function PricePanel({ view, report, actions, version }: Props) {
  const [range, setRange] = useState<Range | null>(null);
  const { from, to } = range ?? { from: report.fromTs, to: report.toTs };
  const bars = useResource<Bars>(
    report.bars === 0 ? null : withQuery(pathOf(view, ""), { from, to, adjustment: view.adjustment, maxPoints }),
    version,
  );
  const gapsOf = (kind: string, some: boolean) =>
    some ? withQuery(pathOf(view, "/gaps"), { from: report.fromTs, to: report.toTs, sessions: view.sessions, kind, limit: mostMarks }) : null;
  const owed = useResource<Gaps>(gapsOf("providerGap", missingOf(report, "providerGap") > 0), version);
  const halts = useResource<Gaps>(gapsOf("halt", missingOf(report, "halt") > 0), version);
  const marks = useMemo(() => toMarks(owed.data, halts.data, actions), [owed.data, halts.data, actions]);
  const perPoint = bars.data?.barsPerPoint ?? 1;
  const unmarked = Math.max(0, (owed.data?.total ?? 0) - mostMarks) + Math.max(0, (halts.data?.total ?? 0) - mostMarks);
  return (
    <Panel
      title="Price & volume"
      note={
        bars.data
          ? `${whole(bars.data.sourceBars)} bars${perPoint > 1 ? `, ${whole(perPoint)} in each candle` : ""} · ${zoneWords(report.timeZone)}`
          : undefined
      }
      aside={
        <div className="panel-aside">
          {range && (
            <button type="button" onClick={() => setRange(null)}>
              Whole range
            </button>
          )}
          <Choice
            label="Prices adjusted for"
            options={adjustments}
            value={view.adjustment}
            choose={(adjustment) => show(view, { adjustment })}
            testId="adjustment"
          />
        </div>
      }
      testId="price"
    >
      {report.bars > 0 && (
        <Await resource={bars} lines={12}>
          {(data) => <PriceChart bars={data} daily={view.interval === "1d"} marks={marks} zoom={setRange} />}
        </Await>
      )}
      <p className="attribution">
        <span className="mark-owed">●</span> bars to be asked for <span className="mark-halt">●</span> halt{" "}
        <span className="mark-split">■</span> split
        {unmarked > 0 && ` · ${counted(unmarked, "gap")} more are not marked`} · Charts by{" "}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          TradingView
        </a>{" "}
        (Lightweight Charts™)
      </p>
    </Panel>
  );
}

function toMarks(owed: Gaps | null, halts: Gaps | null, actions: Provenance["actions"]): PriceMark[] {
  const gaps = (kind: PriceMark["kind"], list: Gaps | null) =>
    (list?.gaps ?? []).map((gap): PriceMark => ({ kind, ts: gap.fromTs, text: "" }));
  const splits = actions
    .filter((action) => action.splitFactor !== 1)
    .map((action): PriceMark => ({
      kind: "split",
      ts: (Date.parse(`${action.lastDate}T00:00:00Z`) + 86_400_000) * 1000,
      text: ratio(action.splitFactor),
    }));
  return [...gaps("owed", owed), ...gaps("halt", halts), ...splits].sort((a, b) => a.ts - b.ts);
}
