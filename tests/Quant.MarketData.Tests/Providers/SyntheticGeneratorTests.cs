using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Synthetic;
using Quant.MarketData.Quality;
using Quant.MarketData.Storage;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers;

public sealed class SyntheticGeneratorTests
{
    private static readonly BarSeries s_twoYears = Generate("SYNTH1", "2010-01-04", "2011-12-30");

    private static BarSeries Generate(string symbol, string from, string to, SyntheticSpec? spec = null) =>
        new SyntheticGenerator(Symbol.Parse(symbol), spec ?? SyntheticSpec.Default).Generate(Date(from), Date(to));

    private static string Hash(BarSeries series)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<long>(series.Ts));
        foreach (
            var column in new[] { series.Open, series.High, series.Low, series.Close, series.Volume, series.Vwap! }
        )
        {
            hash.AppendData(MemoryMarshal.AsBytes<double>(column));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash is that of Golden/synthetic_reference.py, which makes the same bars in Python.</summary>
    [Fact]
    public void The_bits_of_SYNTH1_never_change_and_are_those_of_the_reference() =>
        Assert.Equal(
            "98276f13f34fbe2a3e0922705f7ed54384e8373e1aad7239358930c6d4cef686",
            Hash(Generate("SYNTH1", "2010-01-04", "2010-03-31"))
        );

    [Fact]
    public void Generating_more_never_changes_what_was_generated()
    {
        var days = Generate("SYNTH1", "2010-06-01", "2010-06-30");
        var start = s_twoYears.FirstAtOrAfter(days.Ts[0]);
        Assert.Equal(days.ToBars(), s_twoYears.Slice(start, days.Count).ToBars());
        Assert.Equal(Hash(days), Hash(Generate("SYNTH1", "2010-06-01", "2010-06-30")));
    }

    [Fact]
    public void Every_symbol_is_a_series_of_its_own()
    {
        var one = Generate("SYNTH1", "2010-01-04", "2010-03-31");
        var two = Generate("SYNTH2", "2010-01-04", "2010-03-31");
        Assert.NotEqual(Hash(one), Hash(two));
        Assert.InRange(Correlation(Returns(one).Take(20_000), Returns(two).Take(20_000)), -0.03, 0.03);
    }

    [Fact]
    public void Every_bar_passes_validation_and_only_sessions_have_bars()
    {
        var validator = new BarValidator(
            "t",
            Interval.Minute1,
            ExchangeCalendar.Nyse,
            RefusalPolicy.Strict,
            TimeProvider.System
        );
        Assert.All(s_twoYears.ToBars(), bar => validator.Accept(1, bar));
        Assert.Equal(s_twoYears.Count, validator.Report().Regular);
        var sessions = ExchangeCalendar.Nyse.Sessions(Date("2010-01-04"), Date("2011-12-30"));
        Assert.Equal(sessions, s_twoYears.Ts.Select(ts => ExchangeCalendar.Nyse.SessionOf(ts).Date).Distinct());
    }

    [Fact]
    public void Two_percent_of_minutes_are_absent()
    {
        var minutes = ExchangeCalendar
            .Nyse.Sessions(Date("2010-01-04"), Date("2011-12-30"))
            .Sum(date => (ExchangeCalendar.Nyse.Close(date) - ExchangeCalendar.Nyse.Open(date)) / UnixMicros.PerMinute);
        Assert.InRange(1 - (double)s_twoYears.Count / minutes, 0.019, 0.021);
    }

    [Fact]
    public void Volatility_clusters_and_returns_do_not_predict_themselves()
    {
        var returns = Returns(s_twoYears).ToArray();
        var sizes = returns.Select(Math.Abs).ToArray();
        Assert.InRange(Correlation(sizes[..^1], sizes[1..]), 0.15, 0.6);
        Assert.InRange(Correlation(sizes[..^5], sizes[5..]), 0.1, 0.6);
        Assert.InRange(Correlation(returns[..^1], returns[1..]), -0.02, 0.02);
        var daily = DailySizes();
        Assert.InRange(Correlation(daily[..^1], daily[1..]), 0.3, 0.99);
    }

    [Fact]
    public void The_ends_of_the_day_move_more_than_midday()
    {
        var byMinute = new double[390];
        for (var i = 0; i < s_twoYears.Count; i++)
        {
            var bar = s_twoYears[i];
            ExchangeCalendar.Nyse.TryFind(bar.Ts, out var session);
            byMinute[(bar.Ts - session.Open) / UnixMicros.PerMinute] += Math.Pow(Math.Log(bar.Close / bar.Open), 2);
        }
        var (ends, midday) = (byMinute[..20].Concat(byMinute[370..]).Average(), byMinute[175..215].Average());
        Assert.InRange(ends / midday, 2.5, 5.5);
    }

    [Fact]
    public void Nights_have_gaps_and_a_year_has_the_volatility_asked_for()
    {
        var days = s_twoYears.ToBars().GroupBy(bar => ExchangeCalendar.Nyse.SessionOf(bar.Ts).Date).ToList();
        var gaps = days.Zip(days.Skip(1), (a, b) => Math.Log(b.First().Open / a.Last().Close)).Average(x => x * x);
        var whole = days.Zip(days.Skip(1), (a, b) => Math.Log(b.Last().Close / a.Last().Close)).Average(x => x * x);
        Assert.InRange(gaps / whole, 0.15, 0.35);
        Assert.InRange(Math.Sqrt(whole * 252), 0.14, 0.32);
    }

    [Fact]
    public void A_spec_changes_the_bars_and_refuses_what_is_out_of_range()
    {
        using var json = JsonDocument.Parse("""{"absentMinutes":0,"annualVolatility":0.5,"bad":9}""");
        var given = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        Assert.Equal("synthetic.bad", Assert.Throws<BadInputException>(() => SyntheticSpec.Bind(given)).Field);
        given.Remove("bad");
        var series = Generate("SYNTH1", "2010-01-04", "2010-01-08", SyntheticSpec.Bind(given));
        Assert.Equal(5 * 390, series.Count);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.1, -1.2815515655446004)]
    [InlineData(0.9999, 3.719016485455709)]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1e-15, -7.941345326170997)]
    public void Normal_quantiles_are_those_of_the_tables(double p, double z) =>
        Assert.Equal(z, NormalQuantile.Of(p), Math.Abs(z) * 4e-16 + 1e-15);

    [Fact]
    public void Own_exponential_and_logarithm_agree_with_the_platform()
    {
        var random = new Xoshiro256(7);
        for (var i = 0; i < 100_000; i++)
        {
            var x = (random.Uniform() - 0.5) * 100;
            Assert.Equal(1, StableMath.Exp(x) / Math.Exp(x), 2e-15);
            var y = Math.Exp(x);
            Assert.Equal(Math.Log(y), StableMath.Log(y), 1e-15 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Fact]
    public void The_generator_is_xoshiro256_starstar()
    {
        var random = new Xoshiro256(0);
        Assert.Equal(
            [11091344671253066420UL, 13793997310169335082UL, 1900383378846508768UL],
            [random.Next(), random.Next(), random.Next()]
        );
    }

    private static IEnumerable<double> Returns(BarSeries series) =>
        series.ToBars().Select(bar => Math.Log(bar.Close / bar.Open));

    private static double[] DailySizes() =>
        [
            .. s_twoYears
                .ToBars()
                .GroupBy(bar => ExchangeCalendar.Nyse.SessionOf(bar.Ts).Date)
                .Select(day => Math.Sqrt(day.Sum(bar => Math.Pow(Math.Log(bar.Close / bar.Open), 2)))),
        ];

    private static double Correlation(IEnumerable<double> a, IEnumerable<double> b)
    {
        var (x, y) = (a.ToArray(), b.ToArray());
        var (mx, my) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (p, q) => (p - mx) * (q - my)).Sum();
        return covariance / Math.Sqrt(x.Sum(p => (p - mx) * (p - mx)) * y.Sum(q => (q - my) * (q - my)));
    }
}
