using System.Globalization;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Client.Cli.Input;

/// <summary>A point in time as users write it: a date of the exchange, or a time in UTC.</summary>
internal readonly record struct Moment
{
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
    private static readonly DateOnly s_first = new(1900, 1, 1);
    private static readonly DateOnly s_last = new(2200, 12, 31);

    private readonly DateOnly? _date;
    private readonly long _micros;
    private readonly string _text;

    private Moment(DateOnly? date, long micros, string text) => (_date, _micros, _text) = (date, micros, text);

    /// <summary>Null for null.</summary>
    /// <exception cref="BadInputException">Neither a date from 1900 to 2200 nor a UTC time.</exception>
    public static Moment? Parse(string? text, string field)
    {
        if (text is null)
        {
            return null;
        }
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= s_first
            && date <= s_last
        )
        {
            return new Moment(date, 0, text);
        }
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, s_times, CultureInfo.InvariantCulture, utc, out var instant)
            ? new Moment(null, UnixMicros.From(instant), text)
            : throw new BadInputException(
                field,
                text,
                "a date of the exchange such as 2020-03-31, or a time in UTC such as 2020-03-31T14:30:00Z"
            );
    }

    /// <summary>Where a range begins: the start of the date, or the time; microseconds UTC.</summary>
    public long Start(ExchangeZone zone) => _date is { } date ? zone.Midnight(date) : _micros;

    /// <summary>Where a range ends, exclusive: the end of the date, or the time; microseconds UTC.</summary>
    public long End(ExchangeZone zone) => _date is { } date ? zone.Midnight(date.AddDays(1)) : _micros;

    public override string ToString() => _text;
}
