"""Bar-by-bar numba loop over many configurations, no metrics: trades and final equity only.

usage: kernel_numba.py folder runs     (folder: raw float64 columns, as the kernel comparison writes them)

Long or flat at the next open, two basis points a fill, all-in, stop before target, gaps at the open, closed at the end.
Prints {"seconds", "equity", "trades"}; the compilation is not timed. Needs numba (Debian: python3-numba).
"""

import json
import math
import pathlib
import statistics
import sys
import time

import numba
import numpy as np


@numba.njit(cache=False)
def run(o, h, l, c, prediction, regime, entry, exit_, stop, target, allowed, cost):
    cash = 10000.0
    shares = 0.0
    stop_level = 0.0
    target_level = 0.0
    trades = 0
    order = 0
    n = len(c)
    for i in range(n):
        if order == 1:
            price = o[i] * (1.0 + cost)
            shares = cash / price
            cash -= shares * price
            stop_level = price * (1.0 - stop) if stop > 0.0 else -math.inf
            target_level = price * (1.0 + target) if target > 0.0 else math.inf
        elif order == -1:
            cash += shares * o[i] * (1.0 - cost)
            shares = 0.0
            trades += 1
        order = 0
        if shares > 0.0:
            left = 0.0
            if o[i] <= stop_level:
                left = o[i]
            elif o[i] >= target_level:
                left = o[i]
            elif l[i] <= stop_level:
                left = stop_level
            elif h[i] >= target_level:
                left = target_level
            if left > 0.0:
                cash += shares * left * (1.0 - cost)
                shares = 0.0
                trades += 1
        if i < n - 1:
            p = prediction[i]
            if shares == 0.0:
                if p > entry and (allowed >> regime[i]) & 1:
                    order = 1
            elif p <= exit_:
                order = -1
    if shares > 0.0:
        cash += shares * c[n - 1] * (1.0 - cost)
        trades += 1
    return cash, trades


@numba.njit(cache=False)
def sweep(o, h, l, c, prediction, regime, configurations, cost, equity, trades):
    for k in range(len(configurations)):
        g = configurations[k]
        equity[k], trades[k] = run(o, h, l, c, prediction, regime, g[0], g[1], g[2], g[3], int(g[4]), cost)


def main():
    folder = pathlib.Path(sys.argv[1])
    read = lambda name: np.fromfile(folder / name, dtype=np.float64)
    o, h, l, c, prediction = (read(name) for name in ("open", "high", "low", "close", "prediction"))
    regime = read("regime").astype(np.int64)
    configurations = read("configurations").reshape(-1, 5)
    equity = np.zeros(len(configurations))
    trades = np.zeros(len(configurations), dtype=np.int64)
    sweep(o, h, l, c, prediction, regime, configurations[:1], 2e-4, equity, trades)
    seconds = []
    for _ in range(int(sys.argv[2])):
        begun = time.perf_counter()
        sweep(o, h, l, c, prediction, regime, configurations, 2e-4, equity, trades)
        seconds.append(time.perf_counter() - begun)
    print(json.dumps({"seconds": statistics.median(seconds), "equity": equity.tolist(), "trades": trades.tolist()}))


main()
