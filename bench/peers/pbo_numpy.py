"""Probability of backtest overfitting from block moments, vectorised with numpy: sums of halves by matrix product.

usage: pbo_numpy.py <moments.f64> <blocks> <returns per block> <runs>
"""

import itertools
import json
import sys
import time

import numpy as np


def assess(moments, per_block, chunk=256):
    """moments: trials x blocks x (sum, sum of squares)."""
    trials, blocks, _ = moments.shape
    taken = list(itertools.combinations(range(blocks), blocks // 2))
    picks = np.zeros((len(taken), blocks))
    for k, split in enumerate(taken):
        picks[k, split] = 1
    sums, squares = moments[:, :, 0].T.copy(), moments[:, :, 1].T.copy()
    n = per_block * blocks // 2

    def sharpe(selection):
        s, q = selection @ sums, selection @ squares
        return s / n / np.sqrt((q - s * s / n) / (n - 1))

    below, inside, outside = [], [], []
    for first in range(0, len(taken), chunk):
        selection = picks[first : first + chunk]
        in_sample, out_of_sample = sharpe(selection), sharpe(1 - selection)
        best = in_sample.argmax(axis=1)
        rows = np.arange(len(best))
        chosen = out_of_sample[rows, best]
        rank = (out_of_sample < chosen[:, None]).sum(axis=1) + 1
        relative = rank / (trials + 1)
        below.append(np.log(relative / (1 - relative)) <= 0)
        inside.append(in_sample[rows, best])
        outside.append(chosen)
    slope = np.polyfit(np.concatenate(inside), np.concatenate(outside), 1)[0]
    return float(np.concatenate(below).mean()), float(slope)


def main():
    blocks, per_block, runs = (int(a) for a in sys.argv[2:])
    moments = np.fromfile(sys.argv[1]).reshape(-1, blocks, 2)
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        probability, slope = assess(moments, per_block)
        seconds.append(time.perf_counter() - began)
    print(json.dumps({"seconds": seconds, "probability": probability, "slope": slope, "version": np.__version__}))


if __name__ == "__main__":
    main()
