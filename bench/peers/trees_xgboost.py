"""XGBoost (hist, 2 threads) on the rows that bench/Trees wrote: CPU and wall time of fitting, binning included.

usage: trees_xgboost.py <train.f32> <test.f32> <features> <runs>
"""

import json
import sys
import time

import numpy as np
import xgboost
from sklearn.metrics import roc_auc_score


def read(path, features):
    rows = np.fromfile(path, dtype=np.float32).reshape(-1, features + 1)
    return np.ascontiguousarray(rows[:, :features]), rows[:, features].copy()


def main():
    features, runs = int(sys.argv[3]), int(sys.argv[4])
    x, y = read(sys.argv[1], features)
    x_test, y_test = read(sys.argv[2], features)
    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "max_bin": 256,
        "max_depth": 6,
        "eta": 0.1,
        "lambda": 1.0,
        "min_child_weight": 1.0,
        "nthread": 2,
    }
    cpu, wall, auc = [], [], 0.0
    for _ in range(runs):
        began, began_cpu = time.perf_counter(), time.process_time()
        booster = xgboost.train(parameters, xgboost.DMatrix(x, y, nthread=2), num_boost_round=100)
        cpu.append(time.process_time() - began_cpu)
        wall.append(time.perf_counter() - began)
        auc = roc_auc_score(y_test, booster.predict(xgboost.DMatrix(x_test)))
    print(json.dumps({"cpu": cpu, "wall": wall, "auc": auc, "version": xgboost.__version__}))


main()
