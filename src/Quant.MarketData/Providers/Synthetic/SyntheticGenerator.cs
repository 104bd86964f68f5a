using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Synthetic;

/// <summary>
/// Minute bars of a made-up stock over real sessions of the New York Stock Exchange. The bits depend on the symbol, the
/// spec and the date alone: every session draws from its own generator, seeded by symbol and date, and continues the
/// price and volatility of the one before, back to <see cref="FirstDate"/>. Generating more never changes what was
/// generated.
/// </summary>
/// <remarks>
/// A minute's highest and lowest price are drawn from the law of the extremes of a Brownian bridge between its open and
/// close (each on its own). Prices are rounded to cents, VWAP is the mean of the four prices. Symbols are independent of
/// each other. There is nothing to be predicted in the returns but their size.
/// </remarks>
public sealed class SyntheticGenerator
{
    /// <summary>The session every series starts at.</summary>
    public static readonly DateOnly FirstDate = new(2010, 1, 4);

    private const int MinutesPerDay = 390;
    private const int DaysPerYear = 252;
    private static readonly NyseCalendar s_calendar = ExchangeCalendar.Nyse;

    private readonly Symbol _symbol;
    private readonly SyntheticSpec _spec;
    private readonly string _seed;
    private readonly double _minuteDrift;
    private readonly double _minuteSigma;
    private readonly double _gapSigma;

    private double _logPrice;
    private double _dailyLogVol;
    private double _minuteLogVol;

    public SyntheticGenerator(Symbol symbol, SyntheticSpec spec)
    {
        (_symbol, _spec) = (symbol, spec);
        _seed = $"synthetic/1/{symbol}";
        var variance = spec["annualVolatility"] * spec["annualVolatility"] / DaysPerYear;
        _minuteSigma = Math.Sqrt(variance * (1 - spec["overnightShare"]) / MinutesPerDay);
        _gapSigma = Math.Sqrt(variance * spec["overnightShare"]);
        _minuteDrift = (spec["annualDrift"] / DaysPerYear - variance / 2) / MinutesPerDay;
    }

    /// <summary>Bars of the sessions from one date to another, both included.</summary>
    public BarSeries Generate(DateOnly from, DateOnly to)
    {
        _logPrice = StableMath.Log(_spec["startPrice"]);
        (_dailyLogVol, _minuteLogVol) = (0, 0);
        var output = new BarSeriesBuilder(1 << 14);
        foreach (var date in s_calendar.Sessions(FirstDate, to))
        {
            Session(s_calendar.HoursOf(date), date >= from ? output : null);
        }
        return output.Build(_symbol, Interval.Minute1);
    }

    private void Session(in SessionHours hours, BarSeriesBuilder? output)
    {
        var random = new Xoshiro256(Xoshiro256.Seed(_seed, hours.Date.DayNumber));
        _dailyLogVol = Step(_dailyLogVol, "dailyPersistence", "dailyVolOfVol", ref random);
        var day = Level(_dailyLogVol, "dailyPersistence", "dailyVolOfVol");
        _logPrice += _gapSigma * day * random.Normal();

        var (minutePersistence, minuteVolOfVol) = (_spec["minutePersistence"], _spec["minuteVolOfVol"]);
        var minuteVariance = minuteVolOfVol * minuteVolOfVol / (1 - minutePersistence * minutePersistence);
        var (absent, volume) = (_spec["absentMinutes"], _spec["minuteVolume"]);
        var minutes = (int)((hours.Close - hours.Open) / UnixMicros.PerMinute);
        var open = Cents(StableMath.Exp(_logPrice));
        for (var i = 0; i < minutes; i++)
        {
            _minuteLogVol = minutePersistence * _minuteLogVol + minuteVolOfVol * random.Normal();
            var profile = Profile(i, minutes);
            var level = day * StableMath.Exp(_minuteLogVol - minuteVariance);
            var sigma = _minuteSigma * level * Math.Sqrt(profile);
            var start = _logPrice;
            _logPrice = start + _minuteDrift + sigma * random.Normal();
            var high = Extreme(start, _logPrice, sigma, 1, random.Uniform());
            var low = Extreme(start, _logPrice, sigma, -1, random.Uniform());
            var traded = volume * profile * level * StableMath.Exp(0.5 * random.Normal());
            var isAbsent = random.Uniform() < absent;
            var close = Cents(StableMath.Exp(_logPrice));
            if (output is not null && !isAbsent)
            {
                output.Add(
                    Round(
                        hours.Open + i * UnixMicros.PerMinute,
                        open,
                        StableMath.Exp(high),
                        StableMath.Exp(low),
                        close,
                        traded
                    )
                );
            }
            open = close;
        }
    }

    private static Bar Round(long ts, double open, double high, double low, double close, double traded)
    {
        var top = Math.Max(Cents(high), Math.Max(open, close));
        var bottom = Math.Min(Cents(low), Math.Min(open, close));
        var volume = Math.Max(1, Math.Round(traded, MidpointRounding.ToEven));
        var trades = (int)Math.Min(1 + volume / 120, int.MaxValue);
        return new Bar(ts, open, top, bottom, close, volume, (open + top + bottom + close) / 4, trades);
    }

    private double Step(double state, string persistence, string innovation, ref Xoshiro256 random) =>
        _spec[persistence] * state + _spec[innovation] * random.Normal();

    /// <summary>Volatility relative to its root mean square, of a log volatility that is normal in the long run.</summary>
    private double Level(double logVol, string persistence, string innovation)
    {
        var variance = _spec[innovation] * _spec[innovation] / (1 - _spec[persistence] * _spec[persistence]);
        return StableMath.Exp(logVol - variance);
    }

    /// <summary>Variance of a minute over the session's mean: a parabola, lowest at midday.</summary>
    private double Profile(int minute, int minutes)
    {
        var u = (2 * minute + 1.0) / minutes - 1;
        var depth = _spec["seasonality"] - 1;
        return (1 + depth * u * u) / (1 + depth / 3);
    }

    /// <summary>Inverse of P(max of the bridge ≤ x) = 1 − exp(−2 (x − a)(x − b) / σ²); the minimum by symmetry.</summary>
    private static double Extreme(double a, double b, double sigma, int side, double uniform)
    {
        var distance = b - a;
        return (a + b + side * Math.Sqrt(distance * distance - 2 * sigma * sigma * StableMath.Log(uniform))) / 2;
    }

    private static double Cents(double price) => Math.Max(0.01, Math.Round(price * 100, MidpointRounding.ToEven) / 100);
}
