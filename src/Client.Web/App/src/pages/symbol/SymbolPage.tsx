import { withQuery } from "../../api/client";
import { useStatusEvent } from "../../api/events";
import type { BarQuality, Provenance, SymbolInfo } from "../../api/types";
import { useResource } from "../../api/useResource";
import { useSlowly } from "../../api/useSlowly";
import { moment, zoneWords } from "../../format/times";
import { PageHead } from "../../layout/PageHead";
import { useLocation } from "../../routing/router";
import { Await } from "../../ui/Await";
import { Badge, SyntheticBadge } from "../../ui/Badge";
import { Empty } from "../../ui/Empty";
import { BackfillPanel } from "../ingest/BackfillPanel";
import { LivePanel } from "../ingest/LivePanel";
import { ActionsPanel } from "./ActionsPanel";
import { CoveragePanel } from "./CoveragePanel";
import { FindingsPanel } from "./FindingsPanel";
import { GapsPanel } from "./GapsPanel";
import { PricePanel } from "./PricePanel";
import { ProvenancePanel } from "./ProvenancePanel";
import { QualityTiles } from "./QualityTiles";
import { RangeForm } from "./RangeForm";
import { ScorePanel } from "./ScorePanel";
import { pathOf, rangeOf, readView } from "./view";

/** Milliseconds between two checks: live feeds and imports change bars all the time. */
const leastWait = 5_000;

/** All about the bars of one symbol: how complete and how good they are, and where they came from. */
export function SymbolPage({ symbol }: { symbol: string }) {
  const { query } = useLocation();
  const counts = useStatusEvent()?.counts;
  const version = useSlowly(`${counts?.symbols} ${counts?.bars}`, leastWait);
  const symbols = useResource<SymbolInfo[]>("/api/symbols", version);
  const info = symbols.data?.find((one) => one.symbol === symbol.toUpperCase());
  if (symbols.data && !info) {
    return (
      <>
        <PageHead title={symbol} />
        <Empty command={`quant bars import ${symbol.toLowerCase()}.csv --symbol ${symbol}`}>
          No bars of {symbol} have been imported.
        </Empty>
      </>
    );
  }
  return (
    <>
      <PageHead title={symbol} note={info && (info.description || info.source)}>
        {info && <SyntheticBadge synthetic={info.synthetic} />}
        {info && <Badge title="The calendar its bars are held against">{info.calendar}</Badge>}
      </PageHead>
      <Await resource={symbols} lines={14}>
        {() => info && <Bars info={info} query={query} version={version} />}
      </Await>
    </>
  );
}

function Bars({ info, query, version }: { info: SymbolInfo; query: URLSearchParams; version: string }) {
  const view = readView(info.symbol, query, info.coverage[0]?.interval ?? "1d");
  const range = rangeOf(view, info.timeZone);
  const limits = { from: range.from, to: range.to, sessions: view.sessions };
  const quality = useResource<BarQuality>(withQuery(pathOf(view, "/quality"), limits), version);
  const provenance = useResource<Provenance>(pathOf(view, "/provenance"), version);
  return (
    <>
      <div className="columns wide-left">
        <BackfillPanel info={info} />
        <LivePanel info={info} />
      </div>
      <RangeForm view={view} info={info} />
      <Await resource={quality} lines={14}>
        {(report) => (
          <>
            <p className="page-note">
              {moment(report.fromTs, report.timeZone, false)} to {moment(report.toTs, report.timeZone, false)},{" "}
              {zoneWords(report.timeZone)}
              {report.storedInterval !== report.interval && ` · derived from ${report.storedInterval} bars`}
            </p>
            <QualityTiles report={report} />
            <PricePanel view={view} report={report} actions={provenance.data?.actions ?? []} version={version} />
            <div className="columns wide-left">
              <div className="stack">
                <FindingsPanel report={report} />
                <GapsPanel key={`${view.interval} ${view.gaps}`} view={view} report={report} limits={limits} version={version} />
              </div>
              <div className="stack">
                <CoveragePanel report={report} view={view} />
                <ScorePanel report={report} />
                <Await resource={provenance} lines={4}>
                  {(told) => (
                    <>
                      <ProvenancePanel provenance={told} report={report} />
                      <ActionsPanel provenance={told} />
                    </>
                  )}
                </Await>
              </div>
            </div>
          </>
        )}
      </Await>
    </>
  );
}
