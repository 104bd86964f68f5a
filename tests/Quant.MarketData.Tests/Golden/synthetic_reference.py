"""The synthetic minute bars of SYNTH1, 2010-01-04 to 2010-03-31, made a second time from their description alone, with
Python's own exp, log and normal quantile. Prints the SHA-256 that SyntheticGeneratorTests expects: ts as int64, then
open, high, low, close, volume, vwap as float64, little endian. Needs nothing but Python 3.9 with time zone data."""

import hashlib
import math
import struct
from datetime import date, datetime, timedelta
from statistics import NormalDist
from zoneinfo import ZoneInfo

MASK = (1 << 64) - 1
NORMAL = NormalDist()
NEW_YORK = ZoneInfo("America/New_York")
HOLIDAYS = {date(2010, 1, 18), date(2010, 2, 15)}
START, DRIFT, VOLATILITY, OVERNIGHT = 100.0, 0.06, 0.22, 0.25
DAY_PHI, DAY_ETA, MINUTE_PHI, MINUTE_ETA = 0.97, 0.10, 0.97, 0.08
SEASONALITY, ABSENT, VOLUME = 4.0, 0.02, 5000.0


class Xoshiro256:
    def __init__(self, text):
        state = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
        self.s = []
        for _ in range(4):
            state = (state + 0x9E3779B97F4A7C15) & MASK
            z = state
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ (z >> 31))

    def uniform(self):
        def rotate(x, k):
            return ((x << k) | (x >> (64 - k))) & MASK

        s = self.s
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return ((result >> 12) + 0.5) / (1 << 52)

    def normal(self):
        return NORMAL.inv_cdf(self.uniform())


def cents(price):
    return max(0.01, round(price * 100) / 100)


def main():
    variance = VOLATILITY**2 / 252
    minute_sigma = math.sqrt(variance * (1 - OVERNIGHT) / 390)
    gap_sigma = math.sqrt(variance * OVERNIGHT)
    minute_drift = (DRIFT / 252 - variance / 2) / 390
    day_variance = DAY_ETA**2 / (1 - DAY_PHI**2)
    minute_variance = MINUTE_ETA**2 / (1 - MINUTE_PHI**2)
    log_price, day_state, minute_state = math.log(START), 0.0, 0.0
    bars = []
    day = date(2010, 1, 4)
    while day <= date(2010, 3, 31):
        if day.weekday() < 5 and day not in HOLIDAYS:
            random = Xoshiro256(f"synthetic/1/SYNTH1/{day.toordinal() - 1}")
            day_state = DAY_PHI * day_state + DAY_ETA * random.normal()
            level_of_day = math.exp(day_state - day_variance)
            log_price += gap_sigma * level_of_day * random.normal()
            opened = int(datetime(day.year, day.month, day.day, 9, 30, tzinfo=NEW_YORK).timestamp())
            first = cents(math.exp(log_price))
            for i in range(390):
                minute_state = MINUTE_PHI * minute_state + MINUTE_ETA * random.normal()
                u = (2 * i + 1) / 390 - 1
                profile = (1 + (SEASONALITY - 1) * u * u) / (1 + (SEASONALITY - 1) / 3)
                level = level_of_day * math.exp(minute_state - minute_variance)
                sigma = minute_sigma * level * math.sqrt(profile)
                a = log_price
                log_price = b = a + minute_drift + sigma * random.normal()
                reach = [math.sqrt((b - a) ** 2 - 2 * sigma**2 * math.log(random.uniform())) for _ in range(2)]
                high, low = (a + b + reach[0]) / 2, (a + b - reach[1]) / 2
                traded = VOLUME * profile * level * math.exp(0.5 * random.normal())
                absent = random.uniform() < ABSENT
                last = cents(math.exp(log_price))
                if not absent:
                    top = max(cents(math.exp(high)), first, last)
                    bottom = min(cents(math.exp(low)), first, last)
                    mean = (first + top + bottom + last) / 4
                    bars.append(((opened + 60 * i) * 10**6, first, top, bottom, last, float(max(1, round(traded))), mean))
                first = last
        day += timedelta(days=1)
    digest = hashlib.sha256()
    for column, values in enumerate(zip(*bars)):
        digest.update(struct.pack(f"<{len(values)}{'q' if column == 0 else 'd'}", *values))
    print(digest.hexdigest())


main()
