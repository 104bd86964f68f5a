#!/usr/bin/env python3
"""Recomputes what a model learnt from and how it was judged, without the product's code.

    python3 bench/reference/model.py http://127.0.0.1:8480 [--model FINGERPRINT]

asks a running server for a walk-forward model of forward returns (all of a server's such models by default), its bars,
features and predictions, and checks:

- features: RSI, position in the Bollinger bands, distance from the moving average and the volatility regime, those of
  them that the model uses, every row, from adjusted bars and the definitions in the literature;
- folds: where training and test rows begin and end, what was purged and put under embargo, and that there is no
  prediction before the first test row nor outside a fold;
- label: out-of-sample errors and correlations of each fold and of all, from the label computed here.

Numbers must agree to 1e-9 (relative; absolute below one), but for what hangs on ties: equal returns of adjusted prices
differ in their last bits, so that rank correlations are compared to 1e-5, and a regime may be any of those that the
last bits of volatilities decide between. Exit code 1 unless all agree. Needs Debian's python3-pandas and python3-scipy.
"""

import argparse
import sys

import numpy as np
import pandas as pd
import product
from numpy.lib.stride_tricks import sliding_window_view
from scipy import stats

TOLERANCE = 1e-9
RANK_TOLERANCE = 1e-5
LAST_BITS = 1e-12


def windows(values, size, function):
    """function of the last `size` values at each row; NaN before there are as many."""
    known = function(sliding_window_view(values, size))
    return np.concatenate([np.full(size - 1, np.nan), known])


def wilder(values, period):
    """Wilder's smoothing: the mean of the first `period` values, then alpha = 1/period. values[0] is not known."""
    series = pd.Series(values[period:]).copy()
    series.iloc[0] = np.mean(values[1 : period + 1])
    return np.concatenate([np.full(period, np.nan), series.ewm(alpha=1 / period, adjust=False).mean().to_numpy()])


def rsi(close, period):
    change = np.diff(close, prepend=np.nan)
    gain = wilder(np.maximum(change, 0), period)
    loss = wilder(np.maximum(-change, 0), period)
    with np.errstate(invalid="ignore"):
        return np.where(gain + loss == 0, 50.0, 100 - 100 / (1 + gain / loss))


def bollinger_position(close, period, deviations):
    middle = windows(close, period, lambda w: w.mean(axis=1))
    reach = deviations * windows(close, period, lambda w: w.std(axis=1))
    return (close - (middle - reach)) / (2 * reach)


def sma_distance(close, period):
    return close / windows(close, period, lambda w: w.mean(axis=1)) - 1


def volatility_regime(close, window, lookback, buckets):
    """Least and greatest bucket, which differ only where the last bits of volatilities decide."""
    returns = np.diff(np.log(close), prepend=np.nan)
    volatility = windows(returns, window, lambda w: w.std(axis=1, ddof=1))

    def bucket(scale):
        below = windows(volatility, lookback + 1, lambda w: (w[:, :-1] < w[:, -1:] * scale).sum(axis=1).astype(float))
        below[: window + lookback] = np.nan
        return np.minimum(buckets - 1, np.floor(buckets * below / lookback))

    return bucket(1 - LAST_BITS), bucket(1 + LAST_BITS)


def expected_features(spec, close):
    """Column name to values, for the features of the spec that are known here."""
    found = {}
    for feature in spec["features"]:
        given = feature.get("params") or {}
        if feature.get("as") or feature.get("source") or feature.get("symbol") or feature.get("lag"):
            continue
        if feature["indicator"] == "rsi":
            period = given.get("period", 14)
            found[f"rsi_{period}"] = rsi(close, period)
        elif feature["indicator"] == "sma_distance" and "period" in given:
            found[f"sma_distance_{given['period']}"] = sma_distance(close, given["period"])
        elif feature["indicator"] == "bollinger" and feature.get("output") == "position" and not given:
            found["bollinger_20_2_position"] = bollinger_position(close, 20, 2)
    for regime in spec.get("regimes") or []:
        if regime["method"] == "volatilityQuantile" and regime.get("as") and not regime.get("source"):
            given = regime.get("params") or {}
            sizes = (given.get("window", 20), given.get("lookback", 250), given.get("buckets", 3))
            found[regime["as"]] = volatility_regime(close, *sizes)
    return found


def check_features(compare, server, model, bars):
    spec = model["spec"]
    expected = expected_features(spec["features"], bars["close"].to_numpy())
    stored = product.features(server, model["card"]["featureDataset"], spec["symbol"], model["card"]["features"])
    if stored["ts"].tolist() != bars["ts"].tolist():
        raise SystemExit("features have other rows than the bars")
    compare.heading("Features, every row")
    for name, mine in sorted(expected.items()):
        theirs = stored[name].to_numpy()
        if isinstance(mine, tuple):
            print(f"  {name}: {np.count_nonzero(mine[0] < mine[1])} rows are decided by the last bits of volatilities")
            mine = np.clip(theirs, *mine)
        (known, own) = (~np.isnan(theirs), ~np.isnan(mine))
        compare.check(f"{name}: first row", int(np.argmax(known)), int(np.argmax(own)))
        compare.check(f"{name}: rows known", int(known.sum()), int((known & own).sum()))
        both = known & own
        row = int(np.argmax(np.where(both, np.abs(theirs - mine), -1)))
        compare.check(f"{name}: farthest row", theirs[row], mine[row])
        scale = np.maximum(1, np.abs(theirs[both]))
        compare.check(f"{name}: rows that differ", 0, int((np.abs(theirs - mine)[both] / scale > TOLERANCE).sum()))
    return stored


def label_of(bars, params):
    """The forward return at each row, NaN where it is not known yet, and how many bars ahead it ends."""
    prices = {"close": bars["close"], "open": bars["open"], "mid": (bars["open"] + bars["close"]) / 2}
    price = prices[params.get("price", "close")]
    (delay, horizon) = (params.get("delay", 0), params["horizon"])
    growth = price.shift(-delay - horizon) / price.shift(-delay)
    return (np.log(growth) if params.get("form", "log") == "log" else growth - 1).to_numpy(), delay + horizon


def test_periods(first, rows, params):
    if params["testRows"] > 0:
        return [(start, min(rows, start + params["testRows"])) for start in range(first, rows, params["testRows"])]
    count = params["folds"]
    return [(first + (rows - first) * k // count, first + (rows - first) * (k + 1) // count) for k in range(count)]


def check_folds(compare, model, ts, predicted, stored, ahead):
    plan = model["spec"]["training"]["folds"]
    (params, card) = (plan["params"], model["card"])
    names = card["features"]
    warm = max(int(np.argmax(~np.isnan(stored[name].to_numpy()))) for name in names)
    window = params["minTrainRows"] if plan["kind"] == "expanding" else params["trainRows"]
    periods = test_periods(warm + window, len(ts), params)
    compare.heading(f"Folds ({plan['kind']}): rows")
    compare.check("folds", len(card["folds"]), len(periods))
    row = {int(t): i for i, t in enumerate(ts)}
    embargo = params.get("embargo", 0)
    for fold, (start, end) in zip(card["folds"], periods):
        number = fold["number"]
        first = warm if plan["kind"] == "expanding" else start - window
        last = start - ahead - embargo - 1
        compare.check(f"fold {number} first training row", row[fold["trainFirst"]], first)
        compare.check(f"fold {number} last training row", row[fold["trainLast"]], last)
        compare.check(f"fold {number} training rows", fold["trainRows"], last - first + 1)
        compare.check(f"fold {number} purged", fold["purged"], ahead)
        compare.check(f"fold {number} embargoed", fold["embargoed"], embargo)
        compare.check(f"fold {number} first test row", row[fold["testFirst"]], start)
        compare.check(f"fold {number} last test row", row[fold["testLast"]], end - 1)
        made = (predicted["fold"] == number).to_numpy()
        compare.check(f"fold {number} predictions", int(made.sum()), int(predicted["prediction"][start:end].count()))
        compare.check(f"fold {number} rows elsewhere", 0, int(made.sum() - made[start:end].sum()))
    (begin, finish) = (periods[0][0], periods[-1][1])
    known = predicted["prediction"].notna().to_numpy()
    compare.check("first row predicted", int(np.argmax(known)), begin)
    compare.check("predictions before the first test row", int(known[:begin].sum()), 0)
    compare.check("predictions after the last test row", int(known[finish:].sum()), 0)
    return periods


def check_judgement(compare, model, predicted, label, periods):
    compare.heading("Out-of-sample judgement, by the label computed here")
    card = model["card"]
    whole = [(card["outOfSample"], "all", periods[0][0], periods[-1][1])]
    folds = [(f["outOfSample"], f"fold {f['number']}", *p) for f, p in zip(card["folds"], periods)]
    for said, name, start, end in whole + folds:
        (p, y) = (predicted["prediction"].to_numpy()[start:end], label[start:end])
        both = ~np.isnan(p) & ~np.isnan(y)
        (p, y) = (p[both], y[both])
        compare.check(f"{name} rows", said["rows"], len(y))
        compare.check(f"{name} r2", said["regression"]["r2"], 1 - ((y - p) ** 2).sum() / ((y - y.mean()) ** 2).sum())
        compare.check(f"{name} rmse", said["regression"]["rmse"], np.sqrt(((y - p) ** 2).mean()))
        compare.check(f"{name} mae", said["regression"]["mae"], np.abs(y - p).mean())
        compare.check(f"{name} linear IC", said["linearIc"], stats.pearsonr(p, y)[0])
        compare.check(f"{name} rank IC", said["rankIc"], stats.spearmanr(p, y)[0], tolerance=RANK_TOLERANCE)


def check_model(server, fingerprint):
    model = server.get(f"models/{fingerprint}")
    spec = model["spec"]
    print(f"Model {fingerprint}: {spec['symbol']} {spec['interval']}, {spec['training']['label']}")
    if spec.get("from") or spec.get("to") or spec["training"]["label"]["kind"] != "forwardReturn":
        raise SystemExit("only models of forward returns over all bars are recomputed here")
    bars = product.adjusted_bars(server, spec["symbol"], spec["interval"], spec["adjustment"])
    predicted = product.predictions(server, fingerprint)
    if predicted["ts"].tolist() != bars["ts"].tolist():
        raise SystemExit("predictions have other rows than the bars")
    compare = product.Comparison(TOLERANCE)
    stored = check_features(compare, server, model, bars)
    (label, ahead) = label_of(bars, spec["training"]["label"]["params"])
    periods = check_folds(compare, model, bars["ts"], predicted, stored, ahead)
    check_judgement(compare, model, predicted, label, periods)
    return compare.verdict()


def main():
    parser = argparse.ArgumentParser(description="Independent recomputation of a model's features, folds and judgement.")
    parser.add_argument("server", help="address of a running server, such as http://127.0.0.1:8480")
    parser.add_argument("--model", help="its fingerprint; all walk-forward models of forward returns by default")
    given = parser.parse_args()
    server = product.Server(given.server)
    models = [given.model] if given.model else [m["fingerprint"] for m in server.get("models") if m["label"] == "forwardReturn"]
    if not models:
        raise SystemExit("the server has no model of forward returns")
    return max([check_model(server, model) for model in models])


if __name__ == "__main__":
    sys.exit(main())
