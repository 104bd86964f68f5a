"""The deflated Sharpe ratio from moments of returns: Bailey and López de Prado, Journal of Portfolio Management 40 (2014).

Sharpe ratios are per period. Needs scipy, whose normal distribution it is. Nothing is shared with the product.
"""

import math

import numpy as np
from scipy import stats


def ratio(moments):
    """Mean over sample standard deviation; None where there is no variance."""
    (mean, deviation) = (moments["mean"], moments["standardDeviation"])
    return mean / deviation if deviation is not None and deviation > 0 else None


def variance(trials):
    """Sample variance of the trials' Sharpe ratios, those undefined left out."""
    known = [r for r in map(ratio, trials) if r is not None]
    return float(np.var(known, ddof=1)) if len(known) > 1 else math.nan


def expected_maximum(spread, trials):
    """What the best of so many trials without skill would show (equation 1)."""
    if trials == 1:
        return 0.0
    first = stats.norm.isf(1 / trials)
    second = stats.norm.isf(1 / (trials * math.e))
    return math.sqrt(spread) * ((1 - np.euler_gamma) * first + np.euler_gamma * second)


def deflated(moments, spread, trials):
    """Probability that the true Sharpe ratio is above that maximum (equation 2); None where undefined."""
    estimate = ratio(moments)
    if estimate is None or moments["skewness"] is None or moments["kurtosis"] is None:
        return None
    width = 1 - moments["skewness"] * estimate + (moments["kurtosis"] - 1) / 4 * estimate**2
    if not width > 0:
        return None
    distance = (estimate - expected_maximum(spread, trials)) * math.sqrt(moments["count"] - 1)
    return float(stats.norm.cdf(distance / math.sqrt(width)))
