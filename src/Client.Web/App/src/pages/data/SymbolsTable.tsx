import type { SymbolInfo } from "../../api/types";
import { whole } from "../../format/numbers";
import { date, zoneWords } from "../../format/times";
import { Link } from "../../routing/Link";
import { SyntheticBadge } from "../../ui/Badge";
import { CoverageBar } from "./CoverageBar";
import { QualityCell } from "./QualityCell";

export function SymbolsTable({ symbols }: { symbols: SymbolInfo[] }) {
  const all = symbols.flatMap((symbol) => symbol.coverage);
  const from = Math.min(...all.map((c) => c.firstTs));
  const to = Math.max(...all.map((c) => c.lastTs));
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Interval</th>
            <th scope="col" title="From 100 down to 0, in regular hours; a symbol's page says why">Quality</th>
            <th scope="col" className="num">Bars</th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col">Coverage</th>
            <th scope="col" className="num">Files</th>
            <th scope="col">Source</th>
            <th scope="col">Times in</th>
          </tr>
        </thead>
        <tbody>
          {symbols.flatMap((symbol) =>
            symbol.coverage.map((coverage, i) => (
              <tr key={`${symbol.symbol} ${coverage.interval}`}>
                <td>
                  {i === 0 && (
                    <span title={symbol.description}>
                      <Link to={`/data/${encodeURIComponent(symbol.symbol)}?interval=${coverage.interval}`} data-testid={`symbol-${symbol.symbol}`}>
                        <strong>{symbol.symbol}</strong>
                      </Link> <SyntheticBadge synthetic={symbol.synthetic} />
                    </span>
                  )}
                </td>
                <td>
                  <Link to={`/data/${encodeURIComponent(symbol.symbol)}?interval=${coverage.interval}`}>{coverage.interval}</Link>
                </td>
                <td>
                  <QualityCell
                    symbol={symbol.symbol}
                    interval={coverage.interval}
                    version={`${coverage.bars} ${coverage.lastTs}`}
                  />
                </td>
                <td className="num">{whole(coverage.bars)}</td>
                <td>{date(coverage.firstTs, symbol.timeZone)}</td>
                <td>{date(coverage.lastTs, symbol.timeZone)}</td>
                <td>
                  <CoverageBar from={from} to={to} first={coverage.firstTs} last={coverage.lastTs} />
                </td>
                <td className="num">{whole(coverage.files)}</td>
                <td className="long" title={symbol.source}>
                  {symbol.source}
                </td>
                <td>{zoneWords(symbol.timeZone)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
