"""What a study does, the way a careful Python user would write it: XGBoost walk-forward models, a compiled (numba) bar
loop on two threads for every configuration with its metrics, the odds of luck in numpy, rows into SQLite.

usage: study_python.py <server> <study> <runs>

Takes bars, features and predictions of a finished study from the running server, which is not timed, nor is compiling.
Trains as many models on the same rows with the same settings, but simulates the product's predictions, so that the
metrics of all trials can be compared with those of the server: they must be equal to 1e-9.
"""

import contextlib
import io
import json
import math
import os
import sqlite3
import sys
import tempfile
import time

sys.path[:0] = [os.path.join(os.path.dirname(__file__), "..", "reference"), os.path.dirname(__file__)]

import leaderboard
import model
import numba
import numpy as np
import pbo_numpy
import product
import sharpe
import xgboost

THREADS = 2
SWEPT = ("entryThreshold", "stop", "target", "maxHoldBars")
FIXED = {
    "side": "long", "predictionCenter": 0, "exitThreshold": 0, "signalExit": True, "delayBars": 1, "priceModel": "open",
    "commissionPerOrder": 0, "commissionPerShare": 0, "commissionPercent": 0, "commissionMinimum": 0, "sizeFraction": 1,
    "leverage": 1, "wholeShares": False, "trailingStop": 0, "cooldownBars": 0, "outlierCutoff": 0,
}  # fmt: skip
NAMES = ("sharpe", "totalReturn", "maxDrawdown", "trades", "profitFactor", "sqn", "winRate")


@numba.njit(cache=False)
def simulate(o, h, l, c, prediction, gate, start, end, cost, capital, threshold, stop, target, hold, year, equity, out):
    """One configuration over [start, end): equity at each close, and out = NAMES, mean, deviation, skewness, kurtosis."""
    cash, shares, price, entered, before = capital, 0.0, 0.0, 0, 0.0
    order = 0
    count, wins, gains, losses, ret_sum, ret_squares = 0, 0, 0.0, 0.0, 0.0, 0.0
    for i in range(start, end):
        leave = math.nan
        if shares > 0 and (order < 0 or (hold > 0 and i == entered + hold)):
            leave = o[i]
        opened = order > 0
        order = 0
        if opened:
            price = o[i] * (1 + cost)
            before, shares, entered, cash = cash, cash / price, i, 0.0
        if shares > 0 and math.isnan(leave):
            low = price * (1 - stop) if stop > 0 else -math.inf
            high = price * (1 + target) if target > 0 else math.inf
            if o[i] <= low or o[i] >= high:
                leave = o[i]
            elif l[i] <= low:
                leave = low
            elif h[i] >= high:
                leave = high
            elif i == end - 1:
                leave = c[i]
        if not math.isnan(leave):
            cash += shares * leave * (1 - cost)
            profit = cash - before
            share = profit / (price * shares)
            shares = 0.0
            count += 1
            wins += profit > 0
            gains += max(profit, 0.0)
            losses -= min(profit, 0.0)
            ret_sum += share
            ret_squares += share * share
        equity[i - start] = cash + shares * c[i]
        if i < end - 1 and not math.isnan(prediction[i]):
            if shares == 0:
                if prediction[i] > threshold and gate[i]:
                    order = 1
            elif prediction[i] <= 0:
                order = -1
    measure(equity, end - start, year, out)
    out[1] = equity[end - start - 1] / capital - 1
    out[3] = count
    out[4] = gains / losses if losses > 0 else math.nan
    mean = ret_sum / count if count > 0 else math.nan
    spread = (ret_squares - count * mean * mean) / (count - 1) if count > 1 else math.nan
    out[5] = math.sqrt(count) * mean / math.sqrt(spread) if spread > 0 else math.nan
    out[6] = wins / count if count > 0 else math.nan


@numba.njit
def measure(equity, size, year, out):
    n = size - 1
    peak, drawdown, total = equity[0], 0.0, 0.0
    for i in range(1, size):
        peak = max(peak, equity[i])
        drawdown = max(drawdown, 1 - equity[i] / peak)
        total += equity[i] / equity[i - 1] - 1
    mean = total / n
    second = third = fourth = 0.0
    for i in range(1, size):
        d = equity[i] / equity[i - 1] - 1 - mean
        second += d * d
        third += d * d * d
        fourth += d * d * d * d
    deviation = math.sqrt(second / (n - 1))
    defined = second > 0
    out[0] = mean / deviation * math.sqrt(year) if defined else math.nan
    out[2] = drawdown
    out[7], out[8] = mean, deviation
    out[9] = third / n / (second / n) ** 1.5 if defined else math.nan
    out[10] = fourth / n / (second / n) ** 2 if defined else math.nan


@numba.njit(parallel=True)
def sweep(o, h, l, c, prediction, gate, start, end, cost, capital, configurations, year, blocks, metrics, moments):
    size = end - start
    n = size - 1
    for k in numba.prange(configurations.shape[0]):
        equity = np.empty(size)
        (threshold, stop, target, hold) = configurations[k]
        simulate(o, h, l, c, prediction, gate, start, end, cost, capital, threshold, stop, target, int(hold), year,
                 equity, metrics[k])  # fmt: skip
        for b in range(blocks):
            for i in range(b * n // blocks + 1, (b + 1) * n // blocks + 1):
                r = equity[i] / equity[i - 1] - 1
                moments[k, b, 0] += r
                moments[k, b, 1] += r * r


class Work:
    """The study's input, read once, and one pass over all of it."""

    def __init__(self, server, identity):
        self.study = leaderboard.Study(server, identity)
        self.groups = {m: [t for t in self.study.trials if t["model"] == m] for m in self.study.models}
        for trial in self.study.trials:
            unlike = [name for name, value in FIXED.items() if trial["rules"][name] != value]
            if unlike or trial["rules"].get("confirmation") or trial["rules"].get("volatilityScale"):
                raise SystemExit(f"the loop has no {unlike or 'such rules'}")
        self.tables = {m: self.training(server, m) for m in self.groups}

    def training(self, server, fingerprint):
        described = self.study.models[fingerprint]
        (spec, card) = (described["spec"], described["card"])
        frame = self.study.frames[fingerprint]
        stored = product.features(server, card["featureDataset"], spec["symbol"], card["features"])
        (label, _) = model.label_of(frame, spec["training"]["label"]["params"])
        row = {int(t): i for i, t in enumerate(frame["ts"])}
        names = ("trainFirst", "trainLast", "testFirst", "testLast")
        folds = [[row[fold[name]] for name in names] for fold in card["folds"]]
        folds.append([row[card["trained"]["first"]], row[card["trained"]["last"]], 0, -1])
        given = spec["training"]["estimator"]["params"]
        settings = {
            "tree_method": "hist", "max_depth": given["maxDepth"], "eta": given["learningRate"], "nthread": THREADS,
            "subsample": given["subsample"], "lambda": given["lambda"], "seed": 1,
        }  # fmt: skip
        return stored[card["features"]].to_numpy(np.float32), label, folds, settings, given["rounds"]

    def train(self):
        for x, y, folds, settings, rounds in self.tables.values():
            for first, last, test, end in folds:
                data = xgboost.DMatrix(x[first : last + 1], y[first : last + 1], nthread=THREADS)
                booster = xgboost.train(settings, data, num_boost_round=rounds)
                if end >= test:
                    booster.predict(xgboost.DMatrix(x[test : end + 1], nthread=THREADS))

    def simulate(self):
        results = []
        for fingerprint, trials in self.groups.items():
            frame = self.study.frames[fingerprint]
            rules = trials[0]["rules"]
            prices = [frame[name].to_numpy() for name in ("open", "high", "low", "close", "prediction")]
            gate = np.ones(len(frame), dtype=np.bool_)
            for one in rules["gates"]:
                gate &= np.isin(frame[one["column"]].to_numpy(), one["allowed"])
            swept = np.array([[float(trial["rules"][name]) for name in SWEPT] for trial in trials])
            cost = (rules["halfSpreadBps"] + rules["slippageBps"]) / 10000
            (start, split, end) = self.study.rows(fingerprint)
            found = []
            for first, last in ((start, split), (split, end)):
                (metrics, moments) = (np.empty((len(trials), 11)), np.zeros((len(trials), self.study.blocks, 2)))
                sweep(*prices, gate, first, last, cost, float(rules["initialCapital"]), swept,
                      self.study.years[fingerprint], self.study.blocks, metrics, moments)  # fmt: skip
                found += [metrics, moments]
            results.append((trials, found[0], found[2], found[1], split - start - 1))
        return results

    def judge(self, results):
        kept = [dict(zip(("mean", "standardDeviation", "skewness", "kurtosis"), row[7:])) for r in results for row in r[1]]
        for moments in kept:
            moments["count"] = results[0][4]
        spread = sharpe.variance(kept)
        deflated = [sharpe.deflated(moments, spread, len(kept)) for moments in kept]
        moments = np.concatenate([r[3] for r in results])
        moments[:, :, 1] += 1e-300  # a half without any return: 0 over something
        probability, _ = pbo_numpy.assess(moments, results[0][4] / self.study.blocks)
        return deflated, probability

    @staticmethod
    def record(results, deflated):
        with tempfile.TemporaryDirectory() as folder:
            database = sqlite3.connect(os.path.join(folder, "study.db"))
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            columns = [f"{period}_{name}" for period in ("sel", "hold") for name in NAMES]
            database.execute(f"CREATE TABLE trial (id INTEGER PRIMARY KEY, rules, deflated, blocks, {', '.join(columns)})")
            rows, luck = [], iter(deflated)
            for trials, selection, hold_out, moments, _ in results:
                for trial, a, b, blocks in zip(trials, selection, hold_out, moments):
                    given = (trial["index"], json.dumps(trial["rules"]), next(luck), blocks.tobytes())
                    rows.append((*given, *a[:7].tolist(), *b[:7].tolist()))
            with database:
                database.executemany(f"INSERT INTO trial VALUES ({', '.join('?' * 18)})", rows)
            database.close()

    @staticmethod
    def check(results):
        for trials, selection, hold_out, _, _ in results:
            for trial, *own in zip(trials, selection, hold_out):
                for period, values in zip(("selection", "holdOut"), own):
                    for name, value in zip(NAMES, values):
                        said = trial[period][name]
                        same = math.isnan(value) if said is None else abs(said - value) <= 1e-9 * max(1, abs(said))
                        if not same:
                            raise SystemExit(f"trial {trial['index']} {period} {name}: {value}, the server says {said}")


def main():
    numba.set_num_threads(THREADS)
    (address, identity, runs) = (sys.argv[1], sys.argv[2], int(sys.argv[3]))
    with contextlib.redirect_stdout(io.StringIO()):
        work = Work(product.Server(address), identity)
    phases = {"train": [], "simulate": [], "judge": [], "record": [], "total": []}
    for run in range(runs + 1):
        times = [time.perf_counter()]
        work.train()
        times.append(time.perf_counter())
        results = work.simulate()
        times.append(time.perf_counter())
        (deflated, probability) = work.judge(results)
        times.append(time.perf_counter())
        work.record(results, deflated)
        times.append(time.perf_counter())
        if run == 0:
            work.check(results)
            continue
        for name, began, ended in zip(phases, times, times[1:]):
            phases[name].append(ended - began)
        phases["total"].append(times[-1] - times[0])
    print(json.dumps({**phases, "probability": probability, "version": xgboost.__version__, "numba": numba.__version__}))


if __name__ == "__main__":
    main()
