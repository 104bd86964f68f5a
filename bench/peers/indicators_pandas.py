"""Eight indicators with pandas, for bench/run indicators.

Reads bars as five float64 columns (open, high, low, close, volume) one after another from a file, runs the whole eight
a number of times and prints one JSON line: the milliseconds of each run, and those of each indicator in the last run.
"""

import json
import sys
import time

import numpy as np
import pandas as pd


def wilder(x, period):
    return x.ewm(alpha=1 / period, adjust=False).mean()


def sma(d):
    return d.close.rolling(20).mean()


def ema(d):
    return d.close.ewm(span=20, adjust=False).mean()


def rsi(d):
    change = d.close.diff()
    gain = wilder(change.clip(lower=0), 14)
    loss = wilder(-change.clip(upper=0), 14)
    return 100 - 100 / (1 + gain / loss)


def macd(d):
    line = d.close.ewm(span=12, adjust=False).mean() - d.close.ewm(span=26, adjust=False).mean()
    signal = line.ewm(span=9, adjust=False).mean()
    return line, signal, line - signal


def bollinger(d):
    window = d.close.rolling(20)
    middle, reach = window.mean(), 2 * window.std(ddof=0)
    return middle + reach, middle, middle - reach


def true_range(d):
    before = d.close.shift()
    return pd.Series(np.maximum(d.high, before) - np.minimum(d.low, before))


def atr(d):
    return wilder(true_range(d), 14)


def adx(d):
    up, down = d.high.diff(), -d.low.diff()
    plus = pd.Series(np.where((up > down) & (up > 0), up, 0.0))
    minus = pd.Series(np.where((down > up) & (down > 0), down, 0.0))
    average = wilder(true_range(d), 14)
    pdi, mdi = 100 * wilder(plus, 14) / average, 100 * wilder(minus, 14) / average
    return wilder(100 * (pdi - mdi).abs() / (pdi + mdi), 14), pdi, mdi


def stochastic(d):
    low, high = d.low.rolling(14).min(), d.high.rolling(14).max()
    k = (100 * (d.close - low) / (high - low)).rolling(3).mean()
    return k, k.rolling(3).mean()


def main(path, rows, runs):
    columns = np.fromfile(path, np.float64).reshape(5, rows)
    d = pd.DataFrame(dict(zip(["open", "high", "low", "close", "volume"], columns.copy())))
    eight = [sma, ema, rsi, macd, bollinger, atr, adx, stochastic]
    totals = []
    for _ in range(runs + 1):
        each = {}
        for indicator in eight:
            begun = time.perf_counter()
            indicator(d)
            each[indicator.__name__] = 1000 * (time.perf_counter() - begun)
        totals.append(sum(each.values()))
    print(json.dumps({"version": f"pandas {pd.__version__}", "ms": totals[1:], "each": each}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
