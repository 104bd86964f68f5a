import type { PeriodMetrics, Trial } from "../../api/types";
import { number, percent, probability, signed, whole } from "../../format/numbers";

/** A figure of the leaderboard: how the server calls it, how it is headed, how it is written. */
export interface Column {
  sort: string;
  label: string;
  title: string;
  text: (trial: Trial) => string;
  /** What buying and holding has here. */
  benchmark?: (selection: PeriodMetrics | null, holdOut: PeriodMetrics | null) => string;
}

export const columns: Column[] = [
  { sort: "score", label: "Score", title: "The study's objective over the selection period", text: (t) => number(t.score, 3) },
  {
    sort: "selection.sharpe",
    label: "Sharpe",
    title: "Annualised Sharpe ratio over the selection period",
    text: (t) => number(t.selection.sharpe),
    benchmark: (s) => number(s?.sharpe),
  },
  {
    sort: "deflatedSharpe",
    label: "Deflated",
    title: "Deflated Sharpe ratio: probability that it beats the best of as many lucky trials",
    text: (t) => probability(t.deflatedSharpe),
  },
  {
    sort: "holdOut.sharpe",
    label: "Hold-out",
    title: "Sharpe ratio over the hold-out period, which nobody selected on",
    text: (t) => number(t.holdOut.sharpe),
    benchmark: (_, h) => number(h?.sharpe),
  },
  { sort: "gap", label: "Gap", title: "Score of the selection period less that of the hold-out", text: (t) => signed(t.gap) },
  {
    sort: "selection.totalReturn",
    label: "Return",
    title: "Return over the selection period",
    text: (t) => percent(t.selection.totalReturn),
    benchmark: (s) => percent(s?.totalReturn),
  },
  {
    sort: "selection.maxDrawdown",
    label: "Drawdown",
    title: "Greatest loss from a peak over the selection period",
    text: (t) => percent(t.selection.maxDrawdown),
    benchmark: (s) => percent(s?.maxDrawdown),
  },
  {
    sort: "selection.trades",
    label: "Trades",
    title: "Round trips over the selection period",
    text: (t) => whole(t.selection.trades),
    benchmark: (s) => whole(s?.trades),
  },
  {
    sort: "selection.profitFactor",
    label: "PF",
    title: "Profit factor: sum of profits over sum of losses; a dash where no trade lost",
    text: (t) => number(t.selection.profitFactor),
  },
  { sort: "selection.sqn", label: "SQN", title: "System quality number", text: (t) => number(t.selection.sqn) },
  { sort: "selection.winRate", label: "Wins", title: "Share of trades with a profit", text: (t) => percent(t.selection.winRate) },
];
