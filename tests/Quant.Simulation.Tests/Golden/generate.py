#!/usr/bin/env python3
"""Writes the golden cases of this folder with bench/reference/simulate.py, which shares no code with the product.

usage: generate.py [folder of sp500-2000.csv]     (default: node_modules/vega-datasets/data of the repository)

Every column is made with single operations on the file's numbers, so that any program gets the same bits:
prediction = close / close ten bars before - 1; regime = 1 if close > close 50 bars before, else 0;
up = share of the last 20 closes above the one before; range = (high - low) / close. Rows without history have no value.
vwap = low + (high - low) / 4, without a value in every seventh row.
"""

import json
import pathlib
import sys

import numpy as np

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(root / "bench" / "reference"))
import simulate  # noqa: E402


def bars(folder):
    import pandas as pd

    frame = pd.read_csv(folder / "sp500-2000.csv", float_precision="round_trip")
    close = frame["close"].to_numpy()
    n = len(close)
    out = pd.DataFrame({"ts": pd.to_datetime(frame["date"], utc=True).astype("int64") // 1000})
    for name in ("open", "high", "low", "close", "volume"):
        out[name] = frame[name]
    out["vwap"] = frame["low"] + (frame["high"] - frame["low"]) / 4
    out.loc[np.arange(n) % 7 == 3, "vwap"] = np.nan
    out["prediction"] = np.nan
    out.loc[10:, "prediction"] = close[10:] / close[:-10] - 1
    out["regime"] = np.nan
    out.loc[50:, "regime"] = np.where(close[50:] > close[:-50], 1.0, 0.0)
    rises = np.concatenate([[0], (close[1:] > close[:-1]).astype(int)])
    out["up"] = np.nan
    out.loc[20:, "up"] = [int(rises[i - 19 : i + 1].sum()) / 20 for i in range(20, n)]
    out["range"] = (frame["high"] - frame["low"]) / frame["close"]
    return out


CASES = {
    "plain": {"rules": {"entryThreshold": 0.02, "exitThreshold": 0.0}},
    "original": {
        "rules": {
            "entryThreshold": 0.03,
            "exitThreshold": 0.03,
            "delayBars": 4,
            "priceModel": "mid",
            "halfSpreadBps": 0,
            "slippageBps": 0,
            "commissionPerOrder": 0.02,
            "wholeShares": True,
        }
    },
    "levels": {
        "rules": {
            "entryThreshold": 0.025,
            "exitThreshold": -0.02,
            "stop": 0.03,
            "target": 0.05,
            "trailingStop": 0.04,
            "maxHoldBars": 30,
            "cooldownBars": 3,
            "commissionPerShare": 0.01,
            "commissionMinimum": 1,
        }
    },
    "reversals": {
        "rules": {
            "side": "longShort",
            "entryThreshold": 0.03,
            "exitThreshold": -0.01,
            "delayBars": 2,
            "stop": 0.04,
            "borrowRate": 0.03,
            "sizeFraction": 1.5,
            "leverage": 2,
            "commissionPercent": 0.01,
        }
    },
    "short-close": {
        "rules": {
            "side": "short",
            "entryThreshold": 0.02,
            "exitThreshold": 0.02,
            "priceModel": "close",
            "target": 0.02,
            "trailingStop": 0.03,
            "borrowRate": 0.05,
            "wholeShares": True,
        },
        "start": 500,
        "end": 3000,
    },
    "gates": {
        "rules": {
            "entryThreshold": 0.015,
            "exitThreshold": 0.0,
            "priceModel": "vwap",
            "gates": [{"column": "regime", "allowed": [1]}],
            "confirmation": {"column": "up", "minimum": 0.55},
            "volatilityScale": {"column": "range", "referenceBars": 60},
            "outlierCutoff": 0.08,
        }
    },
    "ruin": {
        "rules": {"side": "short", "entryThreshold": 0.0, "exitThreshold": -0.5, "sizeFraction": 3, "leverage": 3},
        "start": 2300,
        "end": 3500,
    },
    "silent": {"rules": {"entryThreshold": 0.9}, "end": 300},
}


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "node_modules" / "vega-datasets" / "data"
    frame = bars(folder)
    for name, case in CASES.items():
        rules = simulate.read_rules(json.dumps(case["rules"]))
        result, _ = simulate.simulate(frame, rules, 252.0, case.get("start", 0), case.get("end"), 16)
        for trade in result["trades"]:
            for field in ("entryTs", "exitTs", "cashBefore"):
                del trade[field]
        lines = [json.dumps(trade) for trade in result["trades"]]
        golden = {
            "madeBy": "tests/Quant.Simulation.Tests/Golden/generate.py with bench/reference/simulate.py",
            "rules": case["rules"],
            "start": case.get("start", 0),
            "end": case.get("end", len(frame)),
            "metrics": result["metrics"],
        }
        text = json.dumps(golden, indent=1)[:-2] + ',\n "trades": [\n' + ",\n".join(lines) + "\n ]\n}\n"
        (here / f"{name}.json").write_text(text, encoding="utf-8")
        m = result["metrics"]
        print(f"{name}: {m['trades']} trades, return {m['totalReturn']:.4f}, Sharpe {m['sharpe']}")


if __name__ == "__main__":
    main()
