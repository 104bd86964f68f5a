"""The overfitting statistics straight from their definitions, on raw returns, for the tests of Quant.Search.

Nothing is shared with the product: halves are concatenated returns, Sharpe ratios are numpy means over standard
deviations, ranks are scipy's, the normal distribution is mpmath's to 50 digits.

    /usr/bin/python3 bench/reference/overfitting.py > tests/Quant.Search.Tests/Golden/overfitting.json

needs Debian's python3-numpy, python3-scipy and python3-mpmath.
"""

import itertools
import json
import math

import mpmath
import numpy as np
from scipy import stats

mpmath.mp.dps = 50


def sharpe(returns):
    """Mean over standard deviation (n - 1) of each column; 0 for a column without any return."""
    deviation = returns.std(axis=0, ddof=1)
    return np.where(deviation > 0, returns.mean(axis=0) / np.where(deviation > 0, deviation, 1), 0.0)


def cscv(returns, blocks):
    rows, trials = returns.shape
    bounds = [b * rows // blocks for b in range(blocks + 1)]
    pieces = [returns[bounds[b] : bounds[b + 1]] for b in range(blocks)]
    splits = sorted(itertools.combinations(range(blocks), blocks // 2), key=lambda s: sum(1 << b for b in s))
    logits, inside, outside, chosen = [], [], [], []
    for taken in splits:
        in_sample = sharpe(np.concatenate([pieces[b] for b in taken]))
        out_of_sample = sharpe(np.concatenate([pieces[b] for b in range(blocks) if b not in taken]))
        best = int(np.argmax(in_sample))
        relative = stats.rankdata(out_of_sample, method="average")[best] / (trials + 1)
        logits.append(math.log(relative / (1 - relative)))
        inside.append(float(in_sample[best]))
        outside.append(float(out_of_sample[best]))
        chosen.append(best)
    line = stats.linregress(inside, outside)
    return {
        "probability": float(np.mean(np.array(logits) <= 0)),
        "probabilityOfLoss": float(np.mean(np.array(outside) < 0)),
        "slope": float(line.slope),
        "intercept": float(line.intercept),
        "logits": logits,
        "inSample": inside,
        "outOfSample": outside,
        "chosen": chosen,
    }


def case(name, returns, blocks, details):
    returns = np.round(returns, 6)
    result = cscv(returns, blocks)
    if not details:
        for key in ("logits", "inSample", "outOfSample", "chosen"):
            del result[key]
    return {"name": name, "blocks": blocks, "trials": returns.T.tolist()} | result


def cases():
    random = np.random.default_rng(20150227)
    noise = random.normal(0, 0.01, (163, 12))
    yield case("noise, 8 blocks of uneven length", noise, 8, True)
    planted = random.normal(0, 0.01, (200, 15))
    planted[:, 7] += 0.006
    yield case("one strategy is truly good", planted, 10, True)
    ties = random.normal(0, 0.01, (120, 9))
    ties[:, 5] = ties[:, 2]
    ties[:, 6] = 0
    ties[:, 8] = 0
    yield case("twins and idle trials", ties, 6, True)
    yield case("16 blocks, more trials than a tile", random.standard_t(4, (96, 75)) * 0.01, 16, False)


def normal():
    points = [-37.5, -20, -8.3, -5.7, -4.01, -3.99, -2.5, -1, -0.663, -0.662, -0.3, -1e-9, 0, 0.1, 0.5, 1.7, 3.1, 6, 8]
    levels = [1e-300, 1e-50, 1e-12, 1e-5, 0.001, 0.02424, 0.02426, 0.1, 0.3, 0.5, 0.6, 0.9, 0.975, 0.98, 0.999, 1 - 1e-9]
    return {
        "cdf": [[x, float(mpmath.ncdf(mpmath.mpf(x)))] for x in points],
        "quantile": [[p, float(quantile(p))] for p in levels],
    }


def quantile(p):
    """The root of log cdf = log p, or of the upper tail's, by Newton's method in 50 digits."""
    upper = p > 0.5
    tail = 1 - mpmath.mpf(p) if upper else mpmath.mpf(p)
    x = -mpmath.sqrt(-2 * mpmath.log(2 * tail)) if tail < 0.5 else mpmath.mpf(0)
    for _ in range(200):
        value = mpmath.ncdf(x)
        step = (mpmath.log(value) - mpmath.log(tail)) * value / mpmath.npdf(x)
        x -= step
        if abs(step) < mpmath.mpf(10) ** -45:
            break
    return -x if upper else x


def sharpes():
    random = np.random.default_rng(2014)
    series = np.round(random.standard_t(5, 250) * 0.01 + 0.001, 6)
    estimate = series.mean() / series.std(ddof=1)
    skew, kurtosis, count = stats.skew(series), stats.kurtosis(series, fisher=False), len(series)
    spread = 1 - skew * estimate + (kurtosis - 1) / 4 * estimate**2

    def probabilistic(benchmark):
        return stats.norm.cdf((estimate - benchmark) * math.sqrt(count - 1) / math.sqrt(spread))

    others = np.round(random.normal(0, 0.05, 60), 6)
    variance, trials = others.var(ddof=1), len(others)
    expected = math.sqrt(variance) * (
        (1 - np.euler_gamma) * stats.norm.ppf(1 - 1 / trials)
        + np.euler_gamma * stats.norm.ppf(1 - 1 / (trials * math.e))
    )
    return {
        "returns": series.tolist(),
        "sharpe": estimate,
        "skewness": skew,
        "kurtosis": kurtosis,
        "probabilistic": [[b, probabilistic(b)] for b in (-0.05, 0.0, 0.02, 0.1)],
        "trialSharpes": others.tolist(),
        "variance": variance,
        "expectedMaximum": expected,
        "deflated": probabilistic(expected),
        "minimumTrackRecord": 1 + spread * (stats.norm.ppf(0.95) / (estimate - 0.01)) ** 2,
    }


print(json.dumps({"normal": normal(), "sharpe": sharpes(), "cscv": list(cases())}))
