using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Quality;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Quality;

public sealed class BarValidatorTests
{
    private static readonly Bar s_good = new(NewYork("2024-03-08 10:00"), 10, 12, 9, 11, 100, 10.5, 7);

    private static BarValidator Validator(
        RefusalPolicy policy,
        string interval = "1m",
        ExchangeCalendar? calendar = null
    ) =>
        new(
            "test.csv",
            Interval.Parse(interval),
            calendar ?? ExchangeCalendar.Nyse,
            policy,
            new FixedTime("2024-03-08 20:00:30")
        );

    private static Bar Faulty(BarFault fault) =>
        fault switch
        {
            BarFault.PriceNotPositive => s_good with { Low = 0 },
            BarFault.HighTooLow => s_good with { High = 10.5 },
            BarFault.LowTooHigh => s_good with { Low = 10.5, High = 13 },
            BarFault.VolumeNegative => s_good with { Volume = -1 },
            BarFault.DetailInvalid => s_good with { Vwap = -2 },
            BarFault.DuplicateTime => s_good with { Ts = NewYork("2024-03-08 09:59") },
            BarFault.TimeDescends => s_good with { Ts = NewYork("2024-03-08 09:58") },
            BarFault.InFuture => s_good with { Ts = NewYork("2024-03-08 15:00") },
            BarFault.OffGrid => s_good with { Ts = s_good.Ts + 1 },
            BarFault.MarketClosed => s_good with { Ts = NewYork("2024-03-09 10:00") },
            BarFault.OutsideCalendar => s_good with { Ts = NewYork("1997-12-31 10:00") },
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };

    [Theory]
    [InlineData(BarFault.PriceNotPositive, "low", "0", "a finite price above 0")]
    [InlineData(BarFault.HighTooLow, "high", "10.5", "at least open, low and close: 11")]
    [InlineData(BarFault.LowTooHigh, "low", "10.5", "at most open and close: 10")]
    [InlineData(BarFault.VolumeNegative, "volume", "-1", "a finite number, 0 or more")]
    [InlineData(BarFault.DetailInvalid, "vwap", "-2", "a finite price above 0")]
    [InlineData(
        BarFault.DuplicateTime,
        "timestamp",
        "2024-03-08T14:59:00Z",
        "a time after 2024-03-08T14:59:00Z, the row before"
    )]
    [InlineData(
        BarFault.TimeDescends,
        "timestamp",
        "2024-03-08T14:58:00Z",
        "a time after 2024-03-08T14:59:00Z, the row before"
    )]
    [InlineData(BarFault.InFuture, "timestamp", "2024-03-08T20:00:00Z", "a bar closed by now, 2024-03-08T20:00:30Z")]
    [InlineData(BarFault.OffGrid, "timestamp", "2024-03-08T15:00:00Z", "a multiple of 1 minutes for bars of 1m")]
    public void A_fault_is_an_error_when_strict_and_counted_when_not(
        BarFault fault,
        string column,
        string value,
        string allowed
    )
    {
        var before = s_good with { Ts = NewYork("2024-03-08 09:59") };
        var strict = Validator(RefusalPolicy.Strict);
        Assert.True(strict.Accept(2, before));
        var error = Assert.Throws<BadInputException>(() => strict.Accept(3, Faulty(fault)));
        Assert.Equal(
            ($"test.csv: line 3, column {column}", $"'{value}'", allowed),
            (error.Field, error.Value, error.Allowed)
        );

        var lenient = Validator(RefusalPolicy.SkipBadRows);
        Assert.True(lenient.Accept(2, before));
        Assert.False(lenient.Accept(3, Faulty(fault)));
        Assert.True(lenient.Accept(4, s_good));
        var report = lenient.Report();
        Assert.Equal((3, 2, 1), (report.Read, report.Accepted, report.RefusedCount));
        var refusal = Assert.Single(report.Refused);
        Assert.Equal(fault, refusal.Fault);
        Assert.Equal(new RowFault(3, column, value, allowed, fault), Assert.Single(refusal.Examples));
    }

    [Theory]
    [InlineData(BarFault.MarketClosed, "a day on which XNYS trades")]
    [InlineData(BarFault.OutsideCalendar, "1998-01-01 to 2030-12-31, which XNYS knows")]
    public void A_day_the_market_did_not_trade_is_refused(BarFault fault, string allowed)
    {
        var time = new FixedTime("2025-01-01 00:00");
        var validator = new BarValidator("t", Interval.Minute1, ExchangeCalendar.Nyse, RefusalPolicy.SkipBadRows, time);
        Assert.False(validator.Accept(2, Faulty(fault)));
        var refusal = Assert.Single(validator.Report().Refused);
        Assert.Equal((fault, allowed), (refusal.Fault, refusal.Examples[0].Allowed));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void A_price_or_volume_that_is_no_number_never_passes(double value)
    {
        Bar[] faulty =
        [
            s_good with
            {
                Open = value,
            },
            s_good with
            {
                High = value,
            },
            s_good with
            {
                Low = value,
            },
            s_good with
            {
                Close = value,
            },
            s_good with
            {
                Volume = value,
            },
        ];
        var validator = Validator(RefusalPolicy.SkipBadRows);
        Assert.All(faulty, bar => Assert.False(validator.Accept(2, bar)));
    }

    [Fact]
    public void A_bar_still_being_made_is_refused_and_one_just_closed_is_not()
    {
        var validator = Validator(RefusalPolicy.SkipBadRows);
        Assert.True(validator.Accept(2, s_good with { Ts = NewYork("2024-03-08 14:59") }));
        Assert.False(validator.Accept(3, s_good with { Ts = NewYork("2024-03-08 15:00") }));
        var daily = Validator(RefusalPolicy.SkipBadRows, "1d");
        Assert.True(daily.Accept(2, s_good with { Ts = NewYork("2024-03-07 00:00") }));
        Assert.False(daily.Accept(3, s_good with { Ts = NewYork("2024-03-08 00:00") }));
    }

    [Theory]
    [InlineData("5m", "10:05", true)]
    [InlineData("5m", "10:06", false)]
    [InlineData("1h", "09:30", true)]
    [InlineData("1h", "09:00", true)]
    [InlineData("1h", "09:15", false)]
    [InlineData("1d", "00:00", true)]
    [InlineData("1d", "09:30", false)]
    public void Times_lie_on_the_grid_of_their_interval(string interval, string time, bool fits)
    {
        var validator = Validator(RefusalPolicy.SkipBadRows, interval);
        Assert.Equal(fits, validator.Accept(2, s_good with { Ts = NewYork($"2024-03-07 {time}") }));
    }

    [Fact]
    public void Bars_outside_the_session_are_kept_and_counted_apart()
    {
        var validator = Validator(RefusalPolicy.Strict);
        foreach (var time in new[] { "03:30", "04:30", "09:30", "15:59", "16:00", "20:30" })
        {
            Assert.True(validator.Accept(2, s_good with { Ts = NewYork($"2024-03-07 {time}") }));
        }
        Assert.Equal(new ValidationReport(6, 6, 2, 1, 1, 2, []).ToString(), validator.Report().ToString());
    }

    [Fact]
    public void A_report_keeps_the_first_three_of_a_kind_and_says_it_in_plain_words()
    {
        var validator = Validator(RefusalPolicy.SkipBadRows);
        for (var line = 2; line < 9; line++)
        {
            validator.Accept(line, s_good with { Volume = -line });
        }
        validator.Refuse(9, "close", "abc", "a number");
        var report = ValidationReport.Sum([validator.Report(), ValidationReport.Empty, validator.Report()]);
        Assert.Equal([BarFault.Unreadable, BarFault.VolumeNegative], report.Refused.Select(refusal => refusal.Fault));
        Assert.Equal([2, 3, 4], report.Refused[1].Examples.Select(example => example.Line));
        Assert.Equal(14, report.Refused[1].Count);
        Assert.Equal(
            """
            16 rows read, 0 accepted (0 regular, 0 pre-market, 0 post-market, 0 outside hours), 16 refused
              Unreadable: 2, first at line 9, column close: abc; expected a number
              VolumeNegative: 14, first at line 2, column volume: -2; expected a finite number, 0 or more
            """.ReplaceLineEndings("\n"),
            report.ToString()
        );
    }
}
