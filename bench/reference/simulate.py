#!/usr/bin/env python3
"""Independent simulation of one configuration: an implementation of docs/simulation.md in plain loops.

usage: simulate.py bars.csv rules.json [--bars-per-year 252] [--start I] [--end J] [--blocks 16] [--equity FILE]

bars.csv    header ts,open,high,low,close,volume,prediction and any further columns (vwap, gates, second model, volatility);
            ts is microseconds UTC or ISO 8601 (UTC unless it says otherwise); empty or "nan": no value.
rules.json  the rules, as the product writes them; missing fields take their defaults.

Prints {"metrics": {...}, "trades": [...]} as JSON; a metric that is not defined is null. --equity also writes the equity
at each close as CSV. Needs numpy and pandas. Nothing here is shared with the product.
"""

import argparse
import json
import math
import sys

import numpy as np
import pandas as pd

DEFAULTS = {
    "side": "long",
    "predictionCenter": 0.0,
    "entryThreshold": 0.0,
    "exitThreshold": 0.0,
    "signalExit": True,
    "delayBars": 1,
    "priceModel": "open",
    "halfSpreadBps": 1.0,
    "slippageBps": 1.0,
    "commissionPerOrder": 0.0,
    "commissionPerShare": 0.0,
    "commissionPercent": 0.0,
    "commissionMinimum": 0.0,
    "sizeFraction": 1.0,
    "leverage": 1.0,
    "wholeShares": False,
    "initialCapital": 10000.0,
    "borrowRate": 0.0,
    "stop": 0.0,
    "target": 0.0,
    "trailingStop": 0.0,
    "maxHoldBars": 0,
    "cooldownBars": 0,
    "outlierCutoff": 0.0,
    "gates": [],
    "confirmation": None,
    "volatilityScale": None,
}
YEAR_OF_BORROW = 365 * 24 * 3600 * 1e6


def read_rules(text):
    given = json.loads(text)
    unknown = set(given) - set(DEFAULTS)
    if unknown:
        raise SystemExit(f"rules: unknown fields {sorted(unknown)}")
    rules = {**DEFAULTS, **given}
    if rules["confirmation"]:
        rules["confirmation"] = {"minimum": 0.55, **rules["confirmation"]}
    if rules["volatilityScale"]:
        rules["volatilityScale"] = {"referenceBars": 390, **rules["volatilityScale"]}
    return rules


def read_bars(path):
    frame = pd.read_csv(path, float_precision="round_trip")
    if not pd.api.types.is_integer_dtype(frame["ts"]):
        instants = pd.to_datetime(frame["ts"], utc=True)
        frame["ts"] = (instants - pd.Timestamp("1970-01-01", tz="UTC")) // pd.Timedelta(microseconds=1)
    return frame


class Run:
    def __init__(self, frame, rules, start, end):
        self.r = rules
        self.start, self.end = start, end
        self.ts = frame["ts"].tolist()
        self.o, self.h, self.l, self.c = (frame[name].astype(float).tolist() for name in ("open", "high", "low", "close"))
        self.prediction = frame["prediction"].astype(float).tolist()
        self.frame = frame
        self.price = self.base_prices()
        self.theta = self.thresholds()
        self.cost = (rules["halfSpreadBps"] + rules["slippageBps"]) / 10000

        self.cash = rules["initialCapital"]
        self.pos = 0.0
        self.entry = None
        self.order = None
        self.last_exit = None
        self.trades, self.equity, self.position = [], [], []

    def column(self, name):
        if name not in self.frame:
            raise SystemExit(f"bars: no column {name}")
        return self.frame[name].astype(float).tolist()

    def base_prices(self):
        model = self.r["priceModel"]
        if model == "open":
            return self.o
        if model == "close":
            return self.c
        if model == "mid":
            return [(o + c) / 2 for o, c in zip(self.o, self.c)]
        vwap = self.column("vwap")
        return [(h + l + c) / 3 if math.isnan(v) else v for v, h, l, c in zip(vwap, self.h, self.l, self.c)]

    def thresholds(self):
        entry = self.r["entryThreshold"]
        scale = self.r["volatilityScale"]
        if not scale:
            return [entry] * len(self.c)
        v, window = self.column(scale["column"]), int(scale["referenceBars"])
        floor = self.r["exitThreshold"] if self.r["signalExit"] else -math.inf
        thresholds = []
        for i in range(len(v)):
            known = [x for x in v[max(0, i - window + 1) : i + 1] if not math.isnan(x)]
            mean = math.fsum(known) / len(known) if known and i + 1 >= window else math.nan
            if not v[i] >= 0 or not mean > 0:
                thresholds.append(math.nan)
            else:
                thresholds.append(max(entry * v[i] / mean, floor))
        return thresholds

    def commission(self, shares, price):
        r = self.r
        charge = r["commissionPerOrder"] + r["commissionPerShare"] * shares + r["commissionPercent"] / 100 * shares * price
        return max(r["commissionMinimum"], charge)

    def enter(self, i, side):
        r = self.r
        p = self.price[i] * (1 + self.cost if side > 0 else 1 - self.cost)
        budget = self.cash * min(r["sizeFraction"], r["leverage"])
        rate = r["commissionPercent"] / 100
        shares = min(
            (budget - r["commissionPerOrder"]) / (p + rate * p + r["commissionPerShare"]),
            (budget - r["commissionMinimum"]) / p,
        )
        if r["wholeShares"]:
            shares = math.floor(shares)
        if shares <= 0:
            return
        fee = self.commission(shares, p)
        self.entry = {
            "bar": i,
            "side": side,
            "shares": shares,
            "price": p,
            "base": self.price[i],
            "fee": fee,
            "cash": self.cash,
            "borrow": 0.0,
            "best": p,
        }
        self.cash -= side * shares * p + fee
        self.pos = side * shares

    def leave(self, i, base, reason):
        e = self.entry
        p = base * (1 - self.cost if e["side"] > 0 else 1 + self.cost)
        fee = self.commission(e["shares"], p)
        self.cash += self.pos * p - fee
        profit = e["side"] * (p - e["price"]) * e["shares"] - e["fee"] - fee - e["borrow"]
        model = self.r["priceModel"]
        at_close = reason in ("endOfData", "liquidation") or (model == "close" and reason in ("signal", "maxHold"))
        first = e["bar"] if model == "open" else e["bar"] + 1
        after = i + 1 if at_close else i
        lowest = min([p] + self.l[first:after])
        highest = max([p] + self.h[first:after])
        down = max(0.0, (e["price"] - lowest) / e["price"])
        up = max(0.0, (highest - e["price"]) / e["price"])
        self.trades.append(
            {
                "entryBar": e["bar"],
                "exitBar": i,
                "entryTs": self.ts[e["bar"]],
                "exitTs": self.ts[i],
                "side": "long" if e["side"] > 0 else "short",
                "shares": e["shares"],
                "entryPrice": e["price"],
                "exitPrice": p,
                "fees": e["fee"] + fee,
                "slippageCost": e["shares"] * (abs(e["price"] - e["base"]) + abs(p - base)),
                "borrowCost": e["borrow"],
                "profit": profit,
                "return": profit / (e["price"] * e["shares"]),
                "reason": reason,
                "mae": down if e["side"] > 0 else up,
                "mfe": up if e["side"] > 0 else down,
                "barsHeld": i - e["bar"],
                "cashBefore": e["cash"],
            }
        )
        self.pos, self.entry, self.last_exit = 0.0, None, i
        if reason != "signal" and self.order and self.order["exit"]:
            if self.order["entry"]:
                self.order["exit"] = False
            else:
                self.order = None

    def check_levels(self, i):
        e, r = self.entry, self.r
        if not e:
            return
        o, h, l = self.o[i], self.h[i], self.l[i]
        if e["side"] > 0:
            stop = e["price"] * (1 - r["stop"]) if r["stop"] > 0 else -math.inf
            trail = e["best"] * (1 - r["trailingStop"]) if r["trailingStop"] > 0 else -math.inf
            target = e["price"] * (1 + r["target"]) if r["target"] > 0 else math.inf
            level, reason = (trail, "trailing") if trail > stop else (stop, "stop")
            if o <= level:
                self.leave(i, o, reason)
            elif o >= target:
                self.leave(i, o, "target")
            elif l <= level:
                self.leave(i, level, reason)
            elif h >= target:
                self.leave(i, target, "target")
            else:
                e["best"] = max(e["best"], h)
        else:
            stop = e["price"] * (1 + r["stop"]) if r["stop"] > 0 else math.inf
            trail = e["best"] * (1 + r["trailingStop"]) if r["trailingStop"] > 0 else math.inf
            target = e["price"] * (1 - r["target"]) if r["target"] > 0 else -math.inf
            level, reason = (trail, "trailing") if trail < stop else (stop, "stop")
            if o >= level:
                self.leave(i, o, reason)
            elif o <= target:
                self.leave(i, o, "target")
            elif h >= level:
                self.leave(i, level, reason)
            elif l <= target:
                self.leave(i, target, "target")
            else:
                e["best"] = min(e["best"], l)

    def fill_due(self, i):
        order = self.order if self.order and self.order["bar"] == i else None
        if self.pos != 0:
            if order and order["exit"]:
                self.leave(i, self.price[i], "signal")
            elif self.r["maxHoldBars"] and i == self.entry["bar"] + self.r["maxHoldBars"]:
                self.leave(i, self.price[i], "maxHold")
        if order:
            self.order = None
            if order["entry"]:
                self.enter(i, order["entry"])

    def entry_side(self, i, s):
        r = self.r
        side = 0
        if s > self.theta[i] and r["side"] in ("long", "longShort"):
            side = 1
        elif -s > self.theta[i] and r["side"] in ("short", "longShort"):
            side = -1
        if side == 0:
            return 0
        if r["outlierCutoff"] > 0 and abs(s) > r["outlierCutoff"]:
            return 0
        for gate in r["gates"]:
            if self.columns[gate["column"]][i] not in gate["allowed"]:
                return 0
        if r["confirmation"] and not self.columns[r["confirmation"]["column"]][i] >= r["confirmation"]["minimum"]:
            return 0
        if self.last_exit is not None and i < self.last_exit + r["cooldownBars"]:
            return 0
        return side

    def decide(self, i):
        r = self.r
        if self.order or math.isnan(self.prediction[i]):
            return
        s = self.prediction[i] - r["predictionCenter"]
        if self.pos == 0:
            side = self.entry_side(i, s)
            if side:
                self.order = {"bar": i + r["delayBars"], "exit": False, "entry": side}
            return
        seen = s if self.pos > 0 else -s
        if r["signalExit"] and seen <= r["exitThreshold"]:
            entry = self.entry_side(i, s) if r["side"] == "longShort" and r["cooldownBars"] == 0 else 0
            self.order = {"bar": i + r["delayBars"], "exit": True, "entry": entry}

    def run(self):
        names = [gate["column"] for gate in self.r["gates"]]
        if self.r["confirmation"]:
            names.append(self.r["confirmation"]["column"])
        self.columns = {name: self.column(name) for name in names}
        for i in range(self.start, self.end):
            if self.pos < 0:
                years = (self.ts[i] - self.ts[i - 1]) / YEAR_OF_BORROW
                charge = -self.pos * self.c[i - 1] * self.r["borrowRate"] * years
                self.entry["borrow"] += charge
                self.cash -= charge
            if self.r["priceModel"] == "open":
                self.fill_due(i)
                self.check_levels(i)
            else:
                self.check_levels(i)
                self.fill_due(i)
            if self.pos != 0 and self.cash + self.pos * self.c[i] <= 0:
                self.leave(i, self.c[i], "liquidation")
            if i == self.end - 1 and self.pos != 0:
                self.leave(i, self.c[i], "endOfData")
            self.equity.append(self.cash + self.pos * self.c[i])
            self.position.append(self.pos)
            if i < self.end - 1:
                self.decide(i)
        return self


def buy_and_hold(run):
    r = run.r
    first = run.start + int(r["delayBars"])
    if first >= run.end:
        return 0.0
    twin = Run(run.frame, {**r, "sizeFraction": 1.0, "leverage": 1.0}, run.start, run.end)
    twin.enter(first, 1)
    if twin.pos:
        twin.leave(run.end - 1, run.c[run.end - 1], "endOfData")
    return twin.cash / r["initialCapital"] - 1


def ratio(value, divisor):
    return value / divisor if divisor and divisor > 0 else math.nan


def metrics(run, bars_per_year, blocks):
    e = np.array(run.equity)
    previous = e[:-1]
    with np.errstate(all="ignore"):
        r = np.where(previous > 0, e[1:] / previous - 1, 0.0)
    n = len(r)
    mean = float(np.mean(r))
    spread = float(np.mean((r - mean) ** 2))
    square = float(np.mean(r**2))
    if not spread > 1e-12 * square:
        spread = 0.0
    deviation = math.sqrt(spread * n / (n - 1)) if n > 1 else math.nan
    downside = math.sqrt(float(np.mean(np.minimum(r, 0) ** 2)))
    peaks = np.maximum.accumulate(e)
    drawdown = float(np.max(1 - e / peaks))
    longest = current = 0
    for below in e < peaks:
        current = current + 1 if below else 0
        longest = max(longest, current)
    years = n / bars_per_year
    growth = e[-1] / run.r["initialCapital"]
    cagr = growth ** (1 / years) - 1 if growth > 0 else -1.0

    trades = run.trades
    profits = [t["profit"] for t in trades]
    wins = [p for p in profits if p > 0]
    losses = [-p for p in profits if p < 0]
    returns = np.array([t["return"] for t in trades])
    sqn = math.nan
    if len(trades) > 1:
        mean_square = float(np.mean(returns**2))
        variance = float(np.var(returns))
        if variance > 1e-12 * mean_square:
            sqn = math.sqrt(len(trades)) * float(np.mean(returns)) / float(np.std(returns, ddof=1))

    day = 24 * 3600 * 10**6
    weeks = [(ts // day + 3) // 7 for ts in run.ts[run.start : run.end]]
    counts = {week: 0 for week in weeks}
    for t in trades:
        counts[(t["entryTs"] // day + 3) // 7] += 1
    weekly = np.array(list(counts.values()), dtype=float)

    shape = spread > 0 and n > 1
    moments = {
        "count": n,
        "mean": mean,
        "standardDeviation": deviation,
        "skewness": float(np.mean((r - mean) ** 3)) / spread**1.5 if shape else math.nan,
        "kurtosis": float(np.mean((r - mean) ** 4)) / spread**2 if shape else math.nan,
    }
    cut = []
    for b in range(blocks):
        part = r[b * n // blocks : (b + 1) * n // blocks]
        cut.append({"count": len(part), "sum": float(part.sum()), "sumOfSquares": float((part**2).sum())})
    return {
        "totalReturn": growth - 1,
        "cagr": cagr,
        "annualVolatility": deviation * math.sqrt(bars_per_year),
        "sharpe": ratio(mean, deviation) * math.sqrt(bars_per_year),
        "sortino": ratio(mean, downside) * math.sqrt(bars_per_year),
        "maxDrawdown": drawdown,
        "calmar": ratio(cagr, drawdown),
        "longestDrawdownBars": longest,
        "trades": len(trades),
        "winRate": ratio(len(wins), len(trades)),
        "profitFactor": ratio(math.fsum(wins), math.fsum(losses)),
        "expectancy": ratio(math.fsum(profits), len(trades)),
        "averageWin": ratio(math.fsum(wins), len(wins)),
        "averageLoss": ratio(math.fsum(losses), len(losses)),
        "sqn": sqn,
        "exposure": float(np.count_nonzero(run.position)) / len(e),
        "turnover": math.fsum((t["entryPrice"] + t["exitPrice"]) * t["shares"] / t["cashBefore"] for t in trades) / years,
        "fees": math.fsum(t["fees"] for t in trades),
        "slippageCost": math.fsum(t["slippageCost"] for t in trades),
        "borrowCost": math.fsum(t["borrowCost"] for t in trades),
        "tradesPerWeek": float(np.mean(weekly)),
        "tradesPerWeekStd": float(np.std(weekly, ddof=1)) if len(weekly) > 1 else math.nan,
        "buyAndHoldReturn": buy_and_hold(run),
        "finalEquity": float(e[-1]),
        "returns": moments,
        "blocks": cut,
    }


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(child) for key, child in value.items()}
    if isinstance(value, list):
        return [without_nan(child) for child in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def simulate(frame, rules, bars_per_year=252.0, start=0, end=None, blocks=16):
    """Metrics and trades of one configuration; frame as read_bars gives it, rules as read_rules does."""
    run = Run(frame, rules, start, len(frame) if end is None else end).run()
    result = {"metrics": metrics(run, bars_per_year, blocks), "trades": run.trades}
    return without_nan(result), run


def main():
    parser = argparse.ArgumentParser(description="Independent simulation of one configuration.")
    parser.add_argument("bars")
    parser.add_argument("rules")
    parser.add_argument("--bars-per-year", type=float, default=252.0)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--end", type=int)
    parser.add_argument("--blocks", type=int, default=16)
    parser.add_argument("--equity", help="file for the equity at each close")
    given = parser.parse_args()
    with open(given.rules, encoding="utf-8") as file:
        rules = read_rules(file.read())
    frame = read_bars(given.bars)
    result, run = simulate(frame, rules, given.bars_per_year, given.start, given.end, given.blocks)
    if given.equity:
        ts = run.ts[run.start : run.end]
        pd.DataFrame({"ts": ts, "equity": run.equity, "position": run.position}).to_csv(given.equity, index=False)
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
