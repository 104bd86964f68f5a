import { useIngestEvent } from "../../api/events";
import type { Live } from "../../api/types";
import { moment } from "../../format/times";
import { Link } from "../../routing/Link";
import { Panel } from "../../ui/Panel";
import { BackfillTable } from "./BackfillTable";

/** What is brought in over all symbols: nothing where nothing is. */
export function IngestPanels() {
  const ingest = useIngestEvent();
  if (!ingest) return null;
  return (
    <>
      {ingest.backfills.length > 0 && (
        <Panel title="Backfills" note={ingest.backfills.length} testId="all-backfills">
          <BackfillTable backfills={ingest.backfills} withSymbol />
        </Panel>
      )}
      {ingest.live.length > 0 && (
        <Panel title="Live" note={ingest.live.length} testId="all-live">
          <LiveTable feeds={ingest.live} />
        </Panel>
      )}
    </>
  );
}

function LiveTable({ feeds }: { feeds: Live[] }) {
  return (
    <div className="table-scroll">
      <table data-testid="live">
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Mode</th>
            <th scope="col">Hours</th>
            <th scope="col">Last bar, UTC</th>
            <th scope="col">Now</th>
            <th scope="col">Last failure</th>
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <tr key={feed.symbol}>
              <td>
                <Link to={`/data/${encodeURIComponent(feed.symbol)}`}>{feed.symbol}</Link>
              </td>
              <td>{feed.mode}</td>
              <td>{feed.sessions}</td>
              <td>{feed.lastBarTs === null ? "none" : moment(feed.lastBarTs, "UTC", false)}</td>
              <td>{feed.step}</td>
              <td className="faint">{feed.error ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
