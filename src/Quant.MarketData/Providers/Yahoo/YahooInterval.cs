using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>How far back Yahoo's bars of an interval reach, and how much of it one question may span.</summary>
/// <param name="Word">As Yahoo writes it.</param>
/// <param name="Days">Days until now that it has; null where it has all.</param>
/// <param name="DaysAtOnce">Days of one question; null for any number.</param>
internal readonly record struct YahooInterval(string Word, int? Days, int? DaysAtOnce)
{
    public static YahooInterval Of(Interval interval) =>
        interval.Minutes switch
        {
            1 => new("1m", 30, 7),
            5 or 15 or 30 => new($"{interval.Minutes}m", 60, null),
            60 => new("1h", 730, null),
            _ => new("1d", null, null),
        };
}
