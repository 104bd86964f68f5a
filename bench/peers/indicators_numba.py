"""The same eight indicators as one fused loop compiled by numba, for information: what a special loop can reach.

Reads and prints as indicators_pandas.py does.
"""

import json
import sys
import time

import numba
import numpy as np


@numba.njit(fastmath=False)
def eight(h, l, c):
    n = len(c)
    out = np.empty((15, n))
    total = 0.0
    squares = 0.0
    anchor = c[0]
    ema = fast = slow = c[0]
    signal = 0.0
    gain = loss = tr = plus = minus = adx = 0.0
    k1 = k2 = d1 = d2 = 0.0
    for i in range(n):
        x = c[i] - anchor
        total += x
        squares += x * x
        if i >= 20:
            y = c[i - 20] - anchor
            total -= y
            squares -= y * y
        mean = total / 20
        reach = 2 * np.sqrt(max(0.0, squares / 20 - mean * mean))
        ema += 2 / 21 * (c[i] - ema)
        fast += 2 / 13 * (c[i] - fast)
        slow += 2 / 27 * (c[i] - slow)
        signal += 2 / 10 * (fast - slow - signal)
        if i > 0:
            change = c[i] - c[i - 1]
            gain += (max(change, 0.0) - gain) / 14
            loss += (max(-change, 0.0) - loss) / 14
            tr += (max(h[i], c[i - 1]) - min(l[i], c[i - 1]) - tr) / 14
            up, down = h[i] - h[i - 1], l[i - 1] - l[i]
            plus += ((up if up > down and up > 0 else 0.0) - plus) / 14
            minus += ((down if down > up and down > 0 else 0.0) - minus) / 14
        moved = plus + minus
        adx += ((100 * abs(plus - minus) / moved if moved > 0 else 0.0) - adx) / 14
        top, bottom = h[i], l[i]
        for j in range(max(0, i - 13), i):
            top = max(top, h[j])
            bottom = min(bottom, l[j])
        raw = 100 * (c[i] - bottom) / (top - bottom) if top > bottom else 50.0
        k = (raw + k1 + k2) / 3
        k1, k2 = raw, k1
        out[0, i] = anchor + mean
        out[1, i] = ema
        out[2, i] = 100 * gain / (gain + loss) if gain + loss > 0 else 50.0
        out[3, i] = fast - slow
        out[4, i] = signal
        out[5, i] = fast - slow - signal
        out[6, i] = anchor + mean + reach
        out[7, i] = anchor + mean
        out[8, i] = anchor + mean - reach
        out[9, i] = tr
        out[10, i] = adx
        out[11, i] = 100 * plus / tr if tr > 0 else 0.0
        out[12, i] = 100 * minus / tr if tr > 0 else 0.0
        out[13, i] = k
        out[14, i] = (k + d1 + d2) / 3
        d1, d2 = k, d1
    return out


def main(path, rows, runs):
    _, high, low, close, _ = np.fromfile(path, np.float64).reshape(5, rows)
    totals = []
    for _ in range(runs + 2):
        begun = time.perf_counter()
        eight(high, low, close)
        totals.append(1000 * (time.perf_counter() - begun))
    print(json.dumps({"version": f"numba {numba.__version__}", "ms": totals[2:], "each": {}}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
