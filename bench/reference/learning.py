"""Golden values for tests/Quant.Learning.Tests, from scikit-learn, SciPy and XGBoost.

usage: python3 bench/reference/learning.py > tests/Quant.Learning.Tests/Golden/learning.json

Both sides make the same data from SplitMix64, so nothing but the results is stored.
"""

import json
import warnings

import numpy as np
import scipy.stats
import sklearn
import sklearn.exceptions
import sklearn.metrics as metrics
import xgboost
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge
from sklearn.preprocessing import RobustScaler, StandardScaler


def uniforms(seed, count):
    """The first numbers of SplitMix64, as multiples of 2^-53 in [0, 1)."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) / 2.0**53


def linear_data():
    u = uniforms(42, 400 * 8).reshape(400, 8)
    x = (2 * u[:, :6] - 1) * np.array([1, 2, 0.5, 1, 3, 1]) + np.array([0, 1, 0, -2, 0, 5])
    y = 1.5 * x[:, 0] - 0.8 * x[:, 1] + 2 * x[:, 2] * x[:, 3] + 0.1 * x[:, 5] + (2 * u[:, 6] - 1)
    return x, y, (y > 0).astype(float), 0.5 + u[:, 7]


def tree_data(seed, rows):
    u = uniforms(seed, rows * 12).reshape(rows, 12)
    x = u[:, :10].copy()
    y = (
        10 * np.sin(np.pi * x[:, 0] * x[:, 1])
        + 20 * (x[:, 2] - 0.5) ** 2
        + 10 * x[:, 3]
        + 5 * x[:, 4]
        + 6 * (u[:, 10] - 0.5)
    )
    label = (y > 14.4).astype(float)
    x[u[:, 11] < 0.1, 3] = np.nan
    return x, y, label


def fitted(model):
    return {"intercept": float(np.ravel(model.intercept_)[0]), "coefficients": np.ravel(model.coef_).tolist()}


def linear():
    x, y, label, weights = linear_data()

    def logistic(c, w):
        model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-10, max_iter=100_000)
        return fitted(model.fit(x, label, sample_weight=w))

    def elastic(alpha, share, w):
        model = ElasticNet(alpha=alpha, l1_ratio=share, tol=1e-13, max_iter=10_000_000)
        return fitted(model.fit(x, y, sample_weight=w))

    return {
        "logistic": logistic(1.0, None),
        "logisticWeighted": logistic(0.25, weights),
        "ridge": fitted(Ridge(alpha=2.5, solver="cholesky").fit(x, y)),
        "ridgeWeighted": fitted(Ridge(alpha=2.5, solver="cholesky").fit(x, y, sample_weight=weights)),
        "elasticNet": elastic(0.05, 0.5, None),
        "elasticNetWeighted": elastic(0.2, 0.9, weights),
    }


def judged():
    u = uniforms(7, 3000).reshape(1000, 3)
    truth = (u[:, 0] < 0.4).astype(float)
    p = np.clip(np.round(0.25 + 0.3 * truth + 0.5 * (u[:, 1] - 0.5), 2), 0, 1)
    y = np.round(4 * u[:, 2], 1)
    q = y + 2 * u[:, 0] - 1
    tn, fp, fn, tp = metrics.confusion_matrix(truth, p > 0.5).ravel().tolist()
    return {
        "auc": metrics.roc_auc_score(truth, p),
        "logLoss": metrics.log_loss(truth, p, eps=1e-15),
        "brier": metrics.brier_score_loss(truth, p),
        "accuracy": metrics.accuracy_score(truth, p > 0.5),
        "precision": metrics.precision_score(truth, p > 0.5),
        "recall": metrics.recall_score(truth, p > 0.5),
        "f1": metrics.f1_score(truth, p > 0.5),
        "confusion": [tp, fp, tn, fn],
        "r2": metrics.r2_score(y, q),
        "rmse": float(np.sqrt(metrics.mean_squared_error(y, q))),
        "mae": metrics.mean_absolute_error(y, q),
        "spearman": scipy.stats.spearmanr(y, p)[0],
        "pearson": scipy.stats.pearsonr(y, q)[0],
    }


def scaled():
    x = linear_data()[0].copy()
    x[::7, 1] = np.nan
    standard, robust = StandardScaler().fit(x), RobustScaler().fit(x)
    return {
        "mean": standard.mean_.tolist(),
        "deviation": standard.scale_.tolist(),
        "median": robust.center_.tolist(),
        "range": robust.scale_.tolist(),
        "low": np.nanquantile(x, 0.02, axis=0).tolist(),
        "high": np.nanquantile(x, 0.97, axis=0).tolist(),
    }


def trees():
    x, y, label = tree_data(11, 20_000)
    x_test, y_test, label_test = tree_data(12, 20_000)
    boost = {"tree_method": "hist", "max_bin": 256, "max_depth": 4, "eta": 0.1, "nthread": 2}

    def boosted(objective, target, base):
        booster = xgboost.train(
            {**boost, "objective": objective, "base_score": base}, xgboost.DMatrix(x, target), num_boost_round=100
        )
        return booster.predict(xgboost.DMatrix(x_test))

    filled, filled_test = np.nan_to_num(x, nan=-1.0), np.nan_to_num(x_test, nan=-1.0)
    forest = {"n_estimators": 100, "max_depth": 8, "min_samples_leaf": 5, "random_state": 1, "n_jobs": 2}
    classifier = RandomForestClassifier(max_features=3, **forest).fit(filled, label)
    regressor = RandomForestRegressor(max_features=3, **forest).fit(filled, y)
    return {
        "boostingAuc": metrics.roc_auc_score(label_test, boosted("binary:logistic", label, 0.5)),
        "boostingR2": metrics.r2_score(y_test, boosted("reg:squarederror", y, float(np.mean(y)))),
        "forestAuc": metrics.roc_auc_score(label_test, classifier.predict_proba(filled_test)[:, 1]),
        "forestR2": metrics.r2_score(y_test, regressor.predict(filled_test)),
    }


def main():
    warnings.simplefilter("error", sklearn.exceptions.ConvergenceWarning)
    made = f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, XGBoost {xgboost.__version__}"
    golden = {"madeBy": made, "linear": linear(), "metrics": judged(), "scaling": scaled(), "trees": trees()}
    print(json.dumps(golden, indent=2))


main()
