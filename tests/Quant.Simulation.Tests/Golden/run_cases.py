#!/usr/bin/env python3
"""Runs bench/reference/simulate.py over every case of a folder: N.csv with N.json (rules, start, end, barsPerYear, blocks).

usage: run_cases.py folder     Prints one line of JSON per case, in order of N.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "bench" / "reference"))
import simulate  # noqa: E402

folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.glob("*.json"), key=lambda path: int(path.stem)):
    case = json.loads(path.read_text(encoding="utf-8"))
    frame = simulate.read_bars(path.with_suffix(".csv"))
    rules = simulate.read_rules(json.dumps(case["rules"]))
    result, _ = simulate.simulate(
        frame, rules, case["barsPerYear"], case["start"], case["end"], case["blocks"]
    )
    print(json.dumps(result))
