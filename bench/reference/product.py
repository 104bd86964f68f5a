"""What a running server says, and nothing it computes: bars as imported, predictions, features and trials, over HTTP.

Used by leaderboard.py and model.py. Prices are adjusted here, from the raw bars and the table of splits and dividends;
the product's own adjusted bars are only compared with the result. Needs pandas.
"""

import json
import os
import sys
import urllib.error
import urllib.request

import numpy as np
import pandas as pd

PAGE = 20_000
SESSIONS_PER_YEAR = {"XNYS": 252, "24x7": 365, "24x5": 260}
MINUTES_PER_SESSION = {"XNYS": 390, "24x7": 1440, "24x5": 1440}


class Server:
    """A server's API; a token, where it asks for one, is read from QUANT_TOKEN."""

    def __init__(self, address):
        self.address = address.rstrip("/") + "/api/"

    def get(self, path):
        return self._ask(urllib.request.Request(self.address + path))

    def sql(self, statement):
        """The rows of a statement as a frame. Ask with ORDER BY: it is read a page at a time."""
        pages = []
        while True:
            text = f"{statement} LIMIT {PAGE} OFFSET {PAGE * len(pages)}"
            request = urllib.request.Request(
                self.address + "sql",
                data=json.dumps({"sql": text, "maxRows": PAGE}).encode(),
                headers={"Content-Type": "application/json"},
            )
            answer = self._ask(request)
            if answer["warnings"]:
                raise SystemExit(f"the server left something out: {answer['warnings']}")
            pages.append(pd.DataFrame(answer["rows"], columns=[column["name"] for column in answer["columns"]]))
            if len(answer["rows"]) < PAGE:
                return pd.concat(pages, ignore_index=True)

    @staticmethod
    def _ask(request):
        token = os.environ.get("QUANT_TOKEN")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as fault:
            raise SystemExit(f"{request.full_url}: {fault.code} {fault.read().decode(errors='replace')}") from fault


def minutes_of(interval):
    """1m, 5m, 1h, 1d: in minutes; a day counts as a session."""
    return int(interval[:-1]) * {"m": 1, "h": 60, "d": 0}[interval[-1]]


def bars_per_year(calendar, interval):
    minutes = minutes_of(interval)
    per_session = 1 if minutes == 0 else -(-MINUTES_PER_SESSION[calendar] // minutes)
    return float(SESSIONS_PER_YEAR[calendar] * per_session)


def symbol_facts(server, symbol):
    return next(facts for facts in server.get("symbols") if facts["symbol"] == symbol)


def adjusted_bars(server, symbol, interval, adjustment):
    """All bars of a symbol: ts (microseconds UTC), open, high, low, close, volume, vwap. Checked against /api/bars."""
    frame = server.sql(
        "SELECT epoch_us(ts) AS ts, open, high, low, close, volume, vwap FROM bars "
        f"WHERE symbol = '{symbol}' AND interval = '{interval}' ORDER BY ts"
    )
    if frame.empty:
        raise SystemExit(f"{symbol} has no stored {interval} bars; derived intervals are not recomputed here")
    numbers = ["open", "high", "low", "close", "volume", "vwap"]
    frame[numbers] = frame[numbers].astype(float)
    actions = server.sql(
        f"SELECT last_date, split_factor, dividend_factor FROM adjustment WHERE symbol = '{symbol}' ORDER BY last_date"
    )
    if adjustment != "none" and not actions.empty:
        apply_actions(frame, actions, adjustment, symbol_facts(server, symbol)["timeZone"])
    worst = compare_with_api(server, frame, symbol, interval, adjustment)
    print(f"{symbol} {interval}: {len(frame)} bars, {len(actions)} splits and dividends; adjusted here and by the")
    print(f"  product, the largest relative difference of a price or volume is {worst:.1e}")
    if worst > 1e-12:
        raise SystemExit("adjusted prices differ")
    return frame


def apply_actions(frame, actions, adjustment, zone):
    """Each price up to and including an action's date is multiplied by its factor, volume divided by the split's."""
    dates = pd.to_datetime(frame["ts"], unit="us", utc=True).dt.tz_convert(zone).dt.strftime("%Y-%m-%d").to_numpy()
    price, volume = np.ones(len(frame)), np.ones(len(frame))
    for action in actions.itertuples():
        before = dates <= action.last_date
        dividend = action.dividend_factor if adjustment == "splitAndDividend" else 1.0
        price[before] *= action.split_factor * dividend
        volume[before] /= action.split_factor
    for name in ("open", "high", "low", "close", "vwap"):
        frame[name] *= price
    frame["volume"] *= volume


def compare_with_api(server, frame, symbol, interval, adjustment):
    worst = 0.0
    for first in range(0, len(frame), PAGE):
        mine = frame.iloc[first : first + PAGE]
        (start, end) = (mine["ts"].iloc[0], mine["ts"].iloc[-1] + 1)
        theirs = server.get(f"bars/{symbol}/{interval}?from={start}&to={end}&adjustment={adjustment}&maxPoints={PAGE}")
        if theirs["barsPerPoint"] != 1 or theirs["ts"] != mine["ts"].tolist():
            raise SystemExit(f"/api/bars gives other bars of {symbol} than the lake holds")
        for name in ("open", "high", "low", "close", "volume"):
            (own, other) = (mine[name].to_numpy(), np.array(theirs[name], dtype=float))
            scale = np.maximum(np.abs(own), 1e-300)
            worst = max(worst, float(np.max(np.abs(own - other) / scale)))
    return worst


def predictions(server, model):
    """ts, prediction (NaN: none) and fold of a model, one row per bar."""
    frame = server.sql(
        f"SELECT epoch_us(ts) AS ts, prediction, fold FROM predictions WHERE model = '{model}' ORDER BY ts"
    )
    frame["prediction"] = frame["prediction"].astype(float)
    return frame


def features(server, dataset, symbol, names):
    """ts and the named columns of a feature dataset, one row per bar."""
    columns = "".join(f', "{name}"' for name in names)
    frame = server.sql(
        f"SELECT epoch_us(ts) AS ts{columns} FROM features WHERE \"set\" = '{dataset}' AND symbol = '{symbol}' ORDER BY ts"
    )
    for name in names:
        frame[name] = frame[name].astype(float)
    return frame


class Comparison:
    """Counts numbers compared; prints those it is told to show, and every one that differs."""

    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.compared = 0
        self.different = 0
        self.worst = 0.0

    def check(self, name, recorded, recomputed, show=True, tolerance=None):
        """Relative difference, absolute below one. Undefined (None or NaN) equals undefined only."""
        (a, b) = (self._number(recorded), self._number(recomputed))
        self.compared += 1
        if a is None or b is None:
            difference = 0.0 if a is b else float("inf")
        else:
            difference = abs(a - b) / max(1.0, abs(a), abs(b))
        equal = difference <= (tolerance or self.tolerance)
        if tolerance is None:
            self.worst = max(self.worst, difference)
        self.different += not equal
        if show or not equal:
            (left, right) = ("undefined" if x is None else repr(x) for x in (a, b))
            print(f"  {name:<28}{left:>26}{right:>26}{difference:>10.1e}{'' if equal else '  DIFFERS'}")
        return equal

    def heading(self, text):
        print(f"\n{text}\n  {'':<28}{'recorded':>26}{'recomputed':>26}{'diff.':>10}")

    def verdict(self):
        print(f"\n{self.compared} numbers compared, {self.different} differ; largest difference {self.worst:.1e}")
        sys.stdout.flush()
        return 0 if self.different == 0 else 1

    @staticmethod
    def _number(value):
        if value is None:
            return None
        value = float(value)
        return None if value != value or value in (float("inf"), float("-inf")) else value
