"""Reads five million minute bars in monthly files: our Parquet files with pyarrow, else HDF5 with pandas and PyTables.

usage: lake_pandas.py <folder of Parquet files> <bars> <runs>
Prints {"what": ..., "median": milliseconds}. Debian: python3-pandas python3-tables.
"""

import glob
import json
import os
import statistics
import sys
import time

folder, bars, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def measure(read):
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        rows = read()
        elapsed = (time.perf_counter() - start) * 1e3
        assert rows == bars, rows
        if run > 0:
            times.append(elapsed)
    return statistics.median(times)


try:
    import pyarrow.parquet as parquet
except ImportError:
    parquet = None

if parquet:
    import pyarrow

    files = sorted(glob.glob(os.path.join(folder, "**", "*.g1-*.parquet"), recursive=True))

    def read():
        table = pyarrow.concat_tables([parquet.read_table(file, partitioning=None) for file in files])
        return len([column.to_numpy() for column in table.columns][0])

    print(json.dumps({"what": f"pyarrow {pyarrow.__version__}, the same files", "median": measure(read)}))
else:
    import numpy as np
    import pandas as pd
    import tables

    random = np.random.default_rng(1)
    ts = pd.date_range("2014-01-01", periods=bars, freq="min")
    close = np.round(100 * np.cumprod(1 + (random.random(bars) - 0.5) * 0.001), 2)
    open_ = np.concatenate([[100.0], close[:-1]])
    frame = pd.DataFrame(
        {
            "ts": ts,
            "open": open_,
            "high": np.round(np.maximum(open_, close) + random.random(bars) * 0.05, 2),
            "low": np.round(np.minimum(open_, close) - random.random(bars) * 0.05, 2),
            "close": close,
            "volume": random.integers(100, 100_000, bars).astype(float),
        }
    )
    path = os.path.join(folder, "peer.h5")
    keys = []
    with pd.HDFStore(path, "w", complevel=1, complib="blosc:zstd") as store:
        for month, part in frame.groupby(frame.ts.dt.to_period("M")):
            keys.append(f"m{month.year}_{month.month:02d}")
            store.put(keys[-1], part.reset_index(drop=True), format="fixed")
    tables.set_blosc_max_threads(os.cpu_count())

    def read():
        with pd.HDFStore(path, "r") as store:
            return len(pd.concat([store[key] for key in keys], ignore_index=True))

    size = os.path.getsize(path) / 1e6
    what = f"pandas {pd.__version__}, PyTables {tables.__version__}, {len(keys)} HDF5 tables, {size:.1f} MB"
    print(json.dumps({"what": what, "median": measure(read)}))
