"""Expected values of indicators, from their published definitions, with pandas and plain loops.

    python3 bench/reference/indicators.py node_modules/vega-datasets/data/sp500-2000.csv \
        > tests/Quant.Features.Tests/Golden/sp500-indicators.csv

Input: daily bars of the S&P 500 (npm package vega-datasets). Output: every 97th bar and the last, one column per
indicator as the feature engine names it, empty where there is no value yet, numbers with 17 digits. The context symbol
MID is the middle of each bar's range. Written against the definitions in the literature, not against the program.
"""

import math
import sys

import numpy as np
import pandas as pd

NAN = float("nan")


def first_valid(x):
    return next((i for i, v in enumerate(x) if not math.isnan(v)), len(x))


def smoothed(x, period, alpha):
    """Exponential smoothing started with the mean of the first `period` values that are known."""
    x = np.asarray(x, float)
    out = np.full(len(x), NAN)
    start = first_valid(x) + period - 1
    if start >= len(x):
        return out
    out[start] = math.fsum(x[start - period + 1 : start + 1]) / period
    for i in range(start + 1, len(x)):
        out[i] = (1 - alpha) * out[i - 1] + alpha * x[i]
    return out


def ema(x, period):
    return smoothed(x, period, 2 / (period + 1))


def wilder(x, period):
    return smoothed(x, period, 1 / period)


def rolled(x, period, f):
    x = np.asarray(x, float)
    out = np.full(len(x), NAN)
    for i in range(period - 1, len(x)):
        window = x[i - period + 1 : i + 1]
        if not np.isnan(window).any():
            out[i] = f(window)
    return out


def mean(w):
    return math.fsum(w) / len(w)


def sigma(w, ddof):
    m = mean(w)
    return math.sqrt(math.fsum((v - m) ** 2 for v in w) / (len(w) - ddof))


def sma(x, period):
    return rolled(x, period, mean)


def std(x, period, ddof):
    return rolled(x, period, lambda w: sigma(w, ddof))


def shift(x, n):
    return pd.Series(x).shift(n).to_numpy()


def zscore(x, period):
    return (x - sma(x, period)) / std(x, period, 0)


def true_range(h, l, c):
    pc = shift(c, 1)
    out = np.maximum.reduce([h - l, np.abs(h - pc), np.abs(l - pc)])
    out[0] = NAN
    return out


def main(path):
    df = pd.read_csv(path)
    o, h, l, c, v = (df[n].to_numpy(float) for n in ["open", "high", "low", "close", "volume"])
    n = len(c)
    ret = c / shift(c, 1) - 1
    logret = np.log(c / shift(c, 1))
    typical = (h + l + c) / 3
    high = lambda p: pd.Series(h).rolling(p).max().to_numpy()
    low = lambda p: pd.Series(l).rolling(p).min().to_numpy()
    out = {}

    # Trend
    out["sma_20"] = sma(c, 20)
    out["sma_200"] = sma(c, 200)
    out["ema_20"] = ema(c, 20)
    out["wma_20"] = rolled(c, 20, lambda w: math.fsum(w * np.arange(1, 21)) / 210)
    out["sma_distance_50"] = c / sma(c, 50) - 1
    out["ema_distance_50"] = c / ema(c, 50) - 1
    line = ema(c, 12) - ema(c, 26)
    signal = ema(line, 9)
    out["macd_12_26_9_line"] = line
    out["macd_12_26_9_signal"] = signal
    out["macd_12_26_9_histogram"] = line - signal
    up, down = h - shift(h, 1), shift(l, 1) - l
    plus = np.where((up > down) & (up > 0), up, 0.0)
    minus = np.where((down > up) & (down > 0), down, 0.0)
    plus[0] = minus[0] = NAN
    tr = true_range(h, l, c)
    pdi = 100 * wilder(plus, 14) / wilder(tr, 14)
    mdi = 100 * wilder(minus, 14) / wilder(tr, 14)
    out["adx_14_plus_di"] = pdi
    out["adx_14_minus_di"] = mdi
    out["adx_14_adx"] = wilder(100 * np.abs(pdi - mdi) / (pdi + mdi), 14)

    # Momentum
    change = c - shift(c, 1)
    gain = np.where(np.isnan(change), NAN, np.where(change > 0, change, 0.0))
    loss = np.where(np.isnan(change), NAN, np.where(change < 0, -change, 0.0))
    rs = wilder(gain, 14) / wilder(loss, 14)
    out["rsi_14"] = 100 - 100 / (1 + rs)
    raw = 100 * (c - low(14)) / (high(14) - low(14))
    out["stochastic_14_3_3_k"] = sma(raw, 3)
    out["stochastic_14_3_3_d"] = sma(sma(raw, 3), 3)
    deviation = rolled(typical, 20, lambda w: math.fsum(abs(w - mean(w))) / 20)
    out["cci_20"] = (typical - sma(typical, 20)) / (0.015 * deviation)
    out["williams_r_14"] = (high(14) - c) / (high(14) - low(14)) * -100
    out["roc_10"] = (c - shift(c, 10)) / shift(c, 10) * 100
    out["momentum_10"] = c - shift(c, 10)

    # Volatility
    middle, reach = sma(c, 20), 2 * std(c, 20, 0)
    out["bollinger_20_2_upper"] = middle + reach
    out["bollinger_20_2_middle"] = middle
    out["bollinger_20_2_lower"] = middle - reach
    out["bollinger_20_2_position"] = (c - (middle - reach)) / (2 * reach)
    out["bollinger_20_2_width"] = 2 * reach / middle
    out["atr_14"] = wilder(tr, 14)
    out["atr_14_simple"] = sma(tr, 14)
    out["stddev_20"] = std(c, 20, 1)
    out["stddev_20_population"] = std(c, 20, 0)
    out["realized_vol_20"] = std(logret, 20, 1)
    out["atr_ratio_15"] = tr / sma(tr, 15)
    out["natr_14"] = 100 * wilder(tr, 14) / c
    band, atr10 = ema(c, 20), wilder(tr, 10)
    out["keltner_20_10_2_upper"] = band + 2 * atr10
    out["keltner_20_10_2_middle"] = band
    out["keltner_20_10_2_lower"] = band - 2 * atr10
    out["donchian_20_upper"] = high(20)
    out["donchian_20_middle"] = (high(20) + low(20)) / 2
    out["donchian_20_lower"] = low(20)
    hl, co = np.log(h / l), np.log(c / o)
    out["parkinson_20"] = np.sqrt(sma(hl**2, 20) / (4 * math.log(2)))
    out["garman_klass_20"] = np.sqrt(sma(0.5 * hl**2 - (2 * math.log(2) - 1) * co**2, 20))

    # Volume
    obv = [0.0]
    for i in range(1, n):
        obv.append(obv[-1] + (v[i] if c[i] > c[i - 1] else -v[i] if c[i] < c[i - 1] else 0.0))
    out["obv"] = np.array(obv)
    out["volume_sma_20"] = sma(v, 20)
    out["volume_ratio_20"] = v / sma(v, 20)
    out["volume_change_1"] = v / shift(v, 1) - 1
    out["volume_z_score_20"] = zscore(v, 20)
    step = typical - shift(typical, 1)
    flow = typical * v
    positive = np.where(np.isnan(step), NAN, np.where(step > 0, flow, 0.0))
    negative = np.where(np.isnan(step), NAN, np.where(step < 0, flow, 0.0))
    p, q = rolled(positive, 14, math.fsum), rolled(negative, 14, math.fsum)
    out["mfi_14"] = 100 - 100 / (1 + p / q)
    place = np.where(h > l, ((c - l) - (h - c)) / np.where(h > l, h - l, 1), 0.0)
    out["cmf_20"] = rolled(place * v, 20, math.fsum) / rolled(v, 20, math.fsum)
    out["amihud_20"] = sma(np.abs(ret) / (c * v), 20)
    out["intraday_intensity"] = place * v
    out["vwap_distance"] = c / typical - 1  # each daily bar is a session of its own
    out["vwap_distance_atr_14"] = (c - typical) / sma(tr, 14)

    # Price
    out["price"] = c
    out["price_hl2"] = (h + l) / 2
    out["return_1"] = ret
    out["return_5"] = c / shift(c, 5) - 1
    out["log_return_1"] = logret
    out["lag_1"] = shift(c, 1)
    out["z_score_20"] = zscore(c, 20)
    out["return_z_score_20"] = zscore(logret, 20)
    out["ibs"] = (c - l) / (h - l)
    out["gap"] = o / shift(c, 1) - 1
    out["session_gap"] = o / shift(c, 1) - 1
    out["bar_range"] = (h - l) / c

    # Time
    dates = pd.to_datetime(df["date"])
    out["day_of_week"] = dates.dt.dayofweek.to_numpy(float)
    out["day_of_month"] = dates.dt.day.to_numpy(float)
    out["month"] = dates.dt.month.to_numpy(float)

    # Context: the middle of the bar's range stands for another symbol.
    other = (h + l) / 2
    other_ret = other / shift(other, 1) - 1
    cov = np.full(n, NAN)
    for i in range(60, n):
        x, y = other_ret[i - 59 : i + 1], ret[i - 59 : i + 1]
        mx, my = mean(x), mean(y)
        cov[i] = math.fsum((a - mx) * (b - my) for a, b in zip(x, y)) / 60
    sx, sy = std(other_ret, 60, 0), std(ret, 60, 0)
    beta = cov / sx**2
    out["beta_60_MID"] = beta
    out["residual_return_60_MID"] = ret - beta * other_ret
    out["correlation_60_MID"] = cov / (sx * sy)
    out["relative_strength_z_20_MID"] = zscore(ret - other_ret, 20)
    out["price_ratio_MID"] = c / other
    out["vol_premium_20_252_MID"] = other - 100 * std(logret, 20, 1) * math.sqrt(252)
    out["sma_20_MID"] = sma(other, 20)

    # Regime: rank of volatility among the 250 before it, in thirds.
    vol = std(logret, 20, 1)
    regime = np.full(n, NAN)
    for i in range(n):
        before = vol[max(0, i - 250) : i]
        if len(before) == 250 and not np.isnan(before).any():
            regime[i] = min(2, math.floor(3 * (before < vol[i]).sum() / 250))
    out["regime_volatilityQuantile_20_250_3"] = regime

    rows = sorted(set(range(0, n, 97)) | {n - 1})
    names = sorted(out)
    print("row,date," + ",".join(names))
    for i in rows:
        cells = ["" if math.isnan(out[k][i]) else repr(float(out[k][i])) for k in names]
        print(f"{i},{df['date'][i]}," + ",".join(cells))


if __name__ == "__main__":
    main(sys.argv[1])
