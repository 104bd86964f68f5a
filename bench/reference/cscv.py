"""The probability of backtest overfitting of many trials: Bailey, Borwein, López de Prado and Zhu (2015), with numpy.

From counts, sums and sums of squares of returns in blocks of time. overfitting.py computes the same from raw returns,
for a few trials; this one serves thousands. Nothing is shared with the product.
"""

import itertools
import math

import numpy as np
from scipy import stats

EQUAL = 1e-9


def halves(blocks, taken):
    """Of every trial over some blocks: Sharpe ratio (0 where there is no return), and what trials are compared by.

    That is n·SR²/(SR² + (n − 1)/n) with the sign of SR, an increasing function of the Sharpe ratio SR of n returns, which
    is s·|s|/q with their sum s and sum of squares q. blocks: trials × blocks × (count, sum, sum of squares).
    """
    count = blocks[:, taken, 0].sum(axis=1)
    total = blocks[:, taken[0], 1].copy()
    squares = blocks[:, taken[0], 2].copy()
    for block in taken[1:]:
        total += blocks[:, block, 1]
        squares += blocks[:, block, 2]
    spread = (squares - total**2 / count) / (count - 1)
    idle = squares == 0
    sharpe = np.where(idle, 0.0, total / count / np.sqrt(np.where(idle, 1.0, spread)))
    return sharpe, np.sign(sharpe) * count * sharpe**2 / (sharpe**2 + (count - 1) / count)


def first_best(keys):
    """Going through the trials in order, one takes the place of the one before it when it is better by more than EQUAL."""
    best = 0
    while True:
        better = np.flatnonzero(keys[best + 1 :] > keys[best] + EQUAL)
        if better.size == 0:
            return best
        best += 1 + int(better[0])


def assess(moments):
    """Trials within EQUAL of each other are equally good: the first is chosen, and they share the mean of their ranks."""
    blocks = np.array(moments, dtype=float)
    (trials, size, _) = blocks.shape
    everything = set(range(size))
    logits, inside, outside, equals = [], [], [], 0
    for taken in itertools.combinations(range(size), size // 2):
        (in_sample, keys) = halves(blocks, list(taken))
        (out_of_sample, ranked) = halves(blocks, sorted(everything - set(taken)))
        best = first_best(keys)
        equals += np.count_nonzero(keys >= keys[best] - EQUAL) > 1
        below = np.count_nonzero(ranked < ranked[best] - EQUAL)
        equal = np.count_nonzero(ranked <= ranked[best] + EQUAL) - below
        relative = (below + (equal + 1) / 2) / (trials + 1)
        logits.append(math.log(relative / (1 - relative)))
        inside.append(float(in_sample[best]))
        outside.append(float(out_of_sample[best]))
    return {
        "splits": len(logits),
        "probability": float(np.mean(np.array(logits) <= 0)),
        "probabilityOfLoss": float(np.mean(np.array(outside) < 0)),
        "slope": float(stats.linregress(inside, outside).slope),
        "equals": int(equals),
    }
