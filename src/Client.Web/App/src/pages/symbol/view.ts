import { addDays, startOfDate } from "../../format/times";
import { navigate } from "../../routing/router";
import type { MissingKind } from "../../api/types";

/** What of a symbol is looked at; all of it is in the address. */
export interface SymbolView {
  symbol: string;
  interval: string;
  /** First and last date of the exchange, inclusive; empty: from the first bar, to the last. */
  from: string;
  to: string;
  sessions: string;
  adjustment: string;
  gaps: MissingKind | "";
}

export const sessionChoices = [
  ["regular", "regular hours"],
  ["all", "all hours"],
] as const;

export const adjustments = [
  ["raw", "raw"],
  ["split", "split"],
  ["all", "all"],
] as const;

export function readView(symbol: string, query: URLSearchParams, interval: string): SymbolView {
  return {
    symbol,
    interval: query.get("interval") ?? interval,
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    sessions: query.get("sessions") ?? "regular",
    adjustment: query.get("adjustment") ?? "split",
    gaps: (query.get("gaps") ?? "") as MissingKind | "",
  };
}

/** Goes to another view of the same symbol. */
export function show(view: SymbolView, change: Partial<SymbolView>): void {
  const next = { ...view, ...change };
  const query = new URLSearchParams({ interval: next.interval });
  if (next.from) query.set("from", next.from);
  if (next.to) query.set("to", next.to);
  if (next.sessions !== "regular") query.set("sessions", next.sessions);
  if (next.adjustment !== "split") query.set("adjustment", next.adjustment);
  if (next.gaps) query.set("gaps", next.gaps);
  navigate(`/data/${encodeURIComponent(next.symbol)}?${query}`, { replace: true });
}

/** The range in microseconds UTC; null at an end that is open. */
export function rangeOf(view: SymbolView, zone: string): { from: number | null; to: number | null } {
  const last = view.to && startOfDate(view.to, zone) !== null ? addDays(view.to, 1) : "";
  return { from: startOfDate(view.from, zone), to: startOfDate(last, zone) };
}

export function pathOf(view: SymbolView, what: string): string {
  return `/api/bars/${encodeURIComponent(view.symbol)}/${view.interval}${what}`;
}
