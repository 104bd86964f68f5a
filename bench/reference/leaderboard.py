#!/usr/bin/env python3
"""Recomputes a study's leaderboard without the product's code, and compares every number.

    python3 bench/reference/leaderboard.py http://127.0.0.1:8480 [--study ID] [--random 4] [--seed 1] [--all]

asks a running server (`quant serve`, `quant demo`) for the study, its trials and the raw series, simulates the best,
the median and the worst trial by score and some random ones after docs/simulation.md (simulate.py), and recomputes
periods, score, metrics, gap, deflated Sharpe ratio and buying-and-holding. By default the spread of the Sharpe ratios
over all trials, which the deflated one needs, is taken from the moments recorded; with --all every trial is simulated,
and the spread and the probability of overfitting are recomputed from those. Without --study: every completed one.

Numbers must agree to 1e-9 (relative; absolute below one). Exit code 1 unless all do. Needs Debian's python3-pandas
and python3-scipy.
"""

import argparse
import json
import multiprocessing
import random
import sys
import time

import cscv
import pandas as pd
import product
import simulate
import sharpe

TOLERANCE = 1e-9
SHOWN = ("sharpe", "totalReturn", "maxDrawdown", "trades", "profitFactor", "sqn", "winRate")

_study = None


class Study:
    """Everything read of one study."""

    def __init__(self, server, study):
        self.id = study
        detail = server.get(f"studies/{study}")
        (self.spec, self.summary, self.axes) = (detail["spec"], detail["summary"], detail["axes"])
        self.blocks = self.spec.get("blocks", 16)
        self.trials = self.read_trials(server)
        self.kept = self.read_metrics(server)
        self.models = {}
        (self.frames, self.years) = ({}, {})
        bars = {}
        for model in sorted({trial["model"] for trial in self.trials}):
            self.models[model] = server.get(f"models/{model}")
            self.load(server, model, bars)

    def read_trials(self, server):
        trials, size = [], 1000
        while True:
            path = f"studies/{self.id}/trials?sort=score&direction=desc&offset={len(trials)}&limit={size}"
            page = server.get(path)
            trials += page["trials"]
            if not page["trials"] or len(trials) >= page["total"]:
                return trials

    def read_metrics(self, server):
        kept = {}
        for first in range(0, len(self.trials), 2000):
            frame = server.sql(
                "SELECT trial_index, sel_metrics, hold_metrics FROM trial "
                f"WHERE study = '{self.id}' AND trial_index >= {first} AND trial_index < {first + 2000} ORDER BY trial_index"
            )
            for row in frame.itertuples():
                if row.sel_metrics:
                    kept[row.trial_index] = (json.loads(row.sel_metrics), json.loads(row.hold_metrics))
        return kept

    def load(self, server, model, bars):
        spec = self.models[model]["spec"]
        key = (spec["symbol"], spec["interval"], spec["adjustment"])
        if key not in bars:
            bars[key] = product.adjusted_bars(server, *key)
        columns = sorted(
            {gate["column"] for trial in self.trials for gate in trial["rules"].get("gates") or []}
            | {
                trial["rules"][rule]["column"]
                for trial in self.trials
                for rule in ("confirmation", "volatilityScale")
                if trial["rules"].get(rule)
            }
        )
        frame = product.predictions(server, model).merge(bars[key], on="ts", how="left", validate="one_to_one")
        if columns:
            dataset = self.models[model]["card"]["featureDataset"]
            gates = product.features(server, dataset, spec["symbol"], columns)
            frame = frame.merge(gates, on="ts", how="left", validate="one_to_one")
        if frame["close"].isna().any():
            raise SystemExit(f"model {model} has predictions where there is no bar")
        self.frames[model] = frame
        self.years[model] = product.bars_per_year(
            product.symbol_facts(server, spec["symbol"])["calendar"], spec["interval"]
        )

    def periods(self):
        """First time, split and end: the time at which every model has a prediction, cut in two."""
        known = [frame["ts"][frame["prediction"].notna()] for frame in self.frames.values()]
        first = int(max(ts.iloc[0] for ts in known))
        end = int(min(ts.iloc[-1] for ts in known)) + 1
        return first, first + int((end - first) * (1 - self.spec["holdOut"])), end

    def rows(self, model):
        ts = self.frames[model]["ts"]
        return [int(ts.searchsorted(t)) for t in self.periods()]


def recompute(index):
    """Metrics of one trial over selection and hold-out, and the block moments of the former."""
    trial = next(t for t in _study.trials if t["index"] == index)
    rules = simulate.read_rules(json.dumps(trial["rules"]))
    (start, split, end) = _study.rows(trial["model"])
    (frame, year) = (_study.frames[trial["model"]], _study.years[trial["model"]])
    selection, _ = simulate.simulate(frame, rules, year, start, split, _study.blocks)
    hold_out, _ = simulate.simulate(frame, rules, year, split, end, _study.blocks)
    return index, selection["metrics"], hold_out["metrics"]


def flat(metrics):
    """As the catalog keeps them: metrics by name, moments of the returns as returns.*"""
    named = {name: value for name, value in metrics.items() if name not in ("returns", "blocks")}
    named.update({f"returns.{name}": value for name, value in metrics["returns"].items()})
    return named


def check_trial(compare, place, trial, mine, spread, count):
    (selection, hold_out) = mine
    axes = ", ".join(f"{name} {value}" for name, value in trial["axes"].items())
    compare.heading(f"Trial {trial['index']} ({place}): {axes}")
    check_axes(trial)
    objective = _study.spec["objective"]
    compare.check("score", trial["score"], flat(selection)[objective["metric"]])
    for name in SHOWN:
        compare.check(f"selection {name}", trial["selection"][name], selection[name])
    for name in SHOWN:
        compare.check(f"hold-out {name}", trial["holdOut"][name], hold_out[name])
    gap = None
    if selection["sharpe"] is not None and hold_out["sharpe"] is not None:
        gap = selection["sharpe"] - hold_out["sharpe"]
    compare.check("gap", trial["gap"], gap)
    deflated = sharpe.deflated(selection["returns"], spread, count)
    compare.check("deflated Sharpe", trial["deflatedSharpe"], deflated)
    check_constraints(compare, trial, selection)
    check_kept(compare, trial["index"], selection, hold_out)


def check_kept(compare, index, selection, hold_out):
    """All metrics kept of a trial, not only those that the leaderboard shows."""
    for period, kept, own in zip(("selection", "hold-out"), _study.kept[index], (flat(selection), flat(hold_out))):
        for name in sorted(set(kept) | set(own)):
            compare.check(f"trial {index} {period} {name}", kept.get(name), own.get(name), show=False)


def check_constraints(compare, trial, selection):
    violated = 0
    for bound in _study.spec["objective"].get("constraints") or []:
        value = flat(selection)[bound["metric"]]
        low, high = bound.get("minimum"), bound.get("maximum")
        violated += value is None or (low is not None and value < low) or (high is not None and value > high)
    compare.check("feasible", trial["violated"] is None, violated == 0)


def check_axes(trial):
    """The rules and the model of a trial are those its axes say."""
    for axis in _study.spec["space"]["axes"]:
        if "path" not in axis:
            continue
        (root, *path) = axis["path"].split(".")
        at = trial["rules"] if root == "rules" else _study.models[trial["model"]]["spec"]
        for step in path:
            at = at[int(step)] if isinstance(at, list) else at[step]
        said = trial["axes"][axis["name"]]
        if str(at) != said and float(at) != float(said):
            raise SystemExit(f"trial {trial['index']}: {axis['path']} is {at}, its axis says {said}")


def buy_and_hold(compare):
    """A signal that always says long and never leave, with the study's account, prices and costs."""
    benchmark = _study.summary["benchmark"]
    model = next(m for m in _study.models if _study.models[m]["spec"]["symbol"] == benchmark["symbol"])
    names = ("delayBars", "priceModel", "halfSpreadBps", "slippageBps", "wholeShares", "initialCapital")
    names += ("commissionPerOrder", "commissionPerShare", "commissionPercent", "commissionMinimum")
    rules = {name: _study.spec["rules"][name] for name in names if name in _study.spec["rules"]}
    rules = simulate.read_rules(json.dumps({**rules, "signalExit": False}))
    frame = _study.frames[model].assign(prediction=1.0)
    (start, split, end) = _study.rows(model)
    compare.heading(f"Buying and holding {benchmark['symbol']}")
    for period, first, last in (("selection", start, split), ("holdOut", split, end)):
        own = flat(simulate.simulate(frame, rules, _study.years[model], first, last, _study.blocks)[0]["metrics"])
        for name in sorted(set(benchmark[period]) | set(own)):
            shown = name in ("totalReturn", "sharpe", "maxDrawdown")
            compare.check(f"{period} {name}", benchmark[period].get(name), own.get(name), show=shown)


def check_periods(compare):
    compare.heading("Periods (microseconds since 1970 UTC)")
    for name, own in zip(("fromTs", "splitTs", "toTs"), _study.periods()):
        compare.check(name, _study.summary[name], own)


def chosen(given):
    """Best, median and worst of the trials that keep all constraints, and random ones of all."""
    ranked = [trial for trial in _study.trials if trial["score"] is not None and trial["violated"] is None]
    picks = {ranked[0]["index"]: "best score"}
    picks.setdefault(ranked[len(ranked) // 2]["index"], "median score")
    picks.setdefault(ranked[-1]["index"], "worst score")
    others = [trial["index"] for trial in _study.trials if trial["index"] in _study.kept]
    for index in random.Random(given.seed).sample(others, min(given.random, len(others))):
        picks.setdefault(index, "random")
    return picks


def all_trials():
    began = time.monotonic()
    with multiprocessing.get_context("fork").Pool() as pool:
        results = pool.map(recompute, sorted(_study.kept), chunksize=8)
    print(f"\n{len(results)} trials simulated again in {time.monotonic() - began:.0f} s")
    return {index: (selection, hold_out) for index, selection, hold_out in results}


def check_overfitting(compare, mine):
    moments = [[(b["count"], b["sum"], b["sumOfSquares"]) for b in mine[index][0]["blocks"]] for index in sorted(mine)]
    result = cscv.assess(moments)
    compare.heading("Probability of backtest overfitting, from the returns of all trials")
    compare.check("overfitProbability", _study.summary["overfitProbability"], result["probability"])
    compare.check("overfitSplits", _study.summary["overfitSplits"], result["splits"])
    compare.check("lossProbability", _study.summary["lossProbability"], result["probabilityOfLoss"])
    compare.check("degradationSlope", _study.summary["degradationSlope"], result["slope"])
    print(f"  (in {result['equals']} splits several trials are equally good, rounding aside; the first is chosen)")


def check_study(server, study, given):
    global _study
    _study = Study(server, study)
    print(f"Study {study} ({_study.spec['name']}): {len(_study.trials)} trials of {len(_study.models)} models")
    compare = product.Comparison(TOLERANCE)
    check_periods(compare)
    picks = chosen(given)
    mine = all_trials() if given.all else {index: recompute(index)[1:] for index in picks}
    if given.all:
        moments = [mine[index][0]["returns"] for index in sorted(mine)]
    else:
        names = ("count", "mean", "standardDeviation", "skewness", "kurtosis")
        moments = [{name: kept[0].get(f"returns.{name}") for name in names} for kept in _study.kept.values()]
    (spread, count) = (sharpe.variance(moments), len(moments))
    compare.heading(f"All {count} trials, from moments {'recomputed' if given.all else 'recorded'}")
    compare.check("variance of Sharpe ratios", _study.summary["sharpeVariance"], spread)
    compare.check("expected maximum", _study.summary["expectedMaximumSharpe"], sharpe.expected_maximum(spread, count))
    if given.all:
        check_overfitting(compare, mine)
        for trial in _study.trials:
            if trial["index"] in mine and trial["index"] not in picks:
                (selection, hold_out) = mine[trial["index"]]
                deflated = sharpe.deflated(selection["returns"], spread, count)
                compare.check(f"trial {trial['index']} deflated", trial["deflatedSharpe"], deflated, show=False)
                check_kept(compare, trial["index"], selection, hold_out)
    buy_and_hold(compare)
    by_index = {trial["index"]: trial for trial in _study.trials}
    for index, place in picks.items():
        check_trial(compare, place, by_index[index], mine[index], spread, count)
    return compare.verdict()


def main():
    parser = argparse.ArgumentParser(description="Independent recomputation of a study's leaderboard.")
    parser.add_argument("server", help="address of a running server, such as http://127.0.0.1:8480")
    parser.add_argument("--study", help="its id; all completed ones by default")
    parser.add_argument("--random", type=int, default=4, help="random trials beside best, median and worst")
    parser.add_argument("--seed", type=int, default=1, help="which random trials")
    parser.add_argument("--all", action="store_true", help="simulate every trial; recompute the odds of luck from them")
    given = parser.parse_args()
    server = product.Server(given.server)
    studies = [given.study] if given.study else [s["id"] for s in server.get("studies") if s["status"] == "completed"]
    if not studies:
        raise SystemExit("the server has no completed study")
    pd.set_option("mode.chained_assignment", "raise")
    return max([check_study(server, study, given) for study in studies])


if __name__ == "__main__":
    sys.exit(main())
