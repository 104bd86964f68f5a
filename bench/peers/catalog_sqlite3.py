"""Python's sqlite3 on rows like those of bench/Catalog: executemany in batches, and one commit per row.

usage: catalog_sqlite3.py <folder> <trials> <batch> <runs>
"""

import json
import os
import sqlite3
import sys
import time

TEXT = ["study", "fingerprint", "model", "rules", "status", "sel_metrics", "hold_metrics", "violated", "error", "silo"]
PERIOD = ["sharpe", "total_return", "max_drawdown", "trades", "profit_factor", "sqn", "win_rate"]
COLUMNS = (
    ["study", "trial_index", "fingerprint", "model", "rules", "status", "score"]
    + ["sel_" + name for name in PERIOD]
    + ["hold_" + name for name in PERIOD]
    + ["sel_metrics", "hold_metrics", "block_moments", "deflated_sharpe", "gap", "violated", "error", "silo"]
    + ["elapsed_micros", "created_at"]
)


def kind(name):
    if name in TEXT:
        return "TEXT"
    if name == "block_moments":
        return "BLOB"
    whole = name.endswith("trades") or name in ("trial_index", "elapsed_micros", "created_at")
    return "BIGINT" if whole else "DOUBLE PRECISION"


def row(study, i, count, metrics):
    period = (0.1, 0.05, i % 500, 1.2, 2.5, 0.55)
    return (
        (study, i, f"{study}/{i:020d}"[-26:], "m" * 26, '{"entryThreshold":0.0005,"stop":0.01,"target":0.02,"delay":1}')
        + ("completed", i * 7919 % count / 1000.0)
        + (i * 31 % 1000 / 300.0,) + period
        + (i * 37 % 1000 / 300.0,) + period
        + (metrics, metrics, bytes(384), None, None, None, None, "silo-1", 1234, 1_700_000_000_000_000)
    )


def main():
    folder, trials, batch, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    connection = sqlite3.connect(os.path.join(folder, "peer.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("CREATE TABLE study (id TEXT PRIMARY KEY)")
    columns = ", ".join(f"{name} {kind(name)}" for name in COLUMNS)
    connection.execute(
        f"CREATE TABLE trial ({columns}, PRIMARY KEY (study, trial_index), FOREIGN KEY (study) REFERENCES study (id))"
    )
    connection.execute("CREATE INDEX by_score ON trial (study, score)")
    connection.execute("CREATE INDEX by_model ON trial (model)")
    insert = f"INSERT INTO trial VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT DO NOTHING"
    metrics = json.dumps({f"metric{i}": i / 7.0 for i in range(20)})
    batched = []
    for run in range(-1, runs):
        study = f"{run:08d}-batched"
        connection.execute("INSERT INTO study VALUES (?)", (study,))
        rows = [row(study, i, trials, metrics) for i in range(trials)]
        began = time.perf_counter()
        for first in range(0, trials, batch):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(insert, rows[first : first + batch])
            connection.execute("COMMIT")
        if run >= 0:
            batched.append(time.perf_counter() - began)
    naive = {}
    for synchronous in ("FULL", "NORMAL"):
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("INSERT INTO study VALUES (?)", (synchronous,))
        rows = [row(synchronous, i, trials, metrics) for i in range(trials)]
        began = time.perf_counter()
        for one in rows:
            connection.execute(insert, one)
        naive[synchronous] = time.perf_counter() - began
    report = {"batched": batched, "naive": naive["FULL"], "naiveNormal": naive["NORMAL"]}
    print(json.dumps(report | {"version": sqlite3.sqlite_version}))


main()
