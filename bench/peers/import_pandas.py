"""Reads a CSV of minute bars with pandas, and writes it in monthly Parquet files where pandas can.

usage: import_pandas.py <csv> <folder> <runs>
Prints {"what": ..., "seconds": of reading and writing, or null where there is neither pyarrow nor fastparquet}.
"""

import json
import os
import resource
import statistics
import sys
import time

import pandas as pd

path, folder, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

engine = None
for candidate in ("pyarrow", "fastparquet"):
    try:
        __import__(candidate)
        engine = candidate
        break
    except ImportError:
        pass

reading, whole = [], []
for run in range(runs + 1):
    start = time.perf_counter()
    frame = pd.read_csv(path, parse_dates=["timestamp"])
    read = time.perf_counter() - start
    if engine:
        for month, part in frame.groupby(frame.timestamp.dt.to_period("M")):
            part.to_parquet(os.path.join(folder, f"pandas-{month}.parquet"), engine=engine, compression="zstd", index=False)
    if run > 0:
        reading.append(read)
        whole.append(time.perf_counter() - start)

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
what = f"pandas {pd.__version__}: reading alone {statistics.median(reading):.2f} s, at most {peak:.0f} MB"
if engine:
    what += f", with monthly Parquet by {engine} {statistics.median(whole):.2f} s"
else:
    what += ", nothing to write Parquet with"
print(json.dumps({"what": what, "seconds": statistics.median(whole) if engine else None}))
