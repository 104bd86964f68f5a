using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Http;

/// <summary>Checks requests, and takes them apart.</summary>
internal static class RequestShape
{
    /// <summary>The one symbol of a request to a provider that takes one at a time.</summary>
    /// <exception cref="BadInputException">More or fewer symbols, or an interval or calendar it does not have.</exception>
    public static Symbol Single(BarRequest request, ProviderCapabilities capabilities)
    {
        Check(request, capabilities);
        return request.Symbols.Count == 1
            ? request.Symbols[0]
            : throw new BadInputException("symbols", request.Symbols.Count, "one symbol at a time");
    }

    /// <exception cref="BadInputException">An interval or calendar the provider does not have.</exception>
    public static void Check(BarRequest request, ProviderCapabilities capabilities)
    {
        if (!capabilities.Intervals.Contains(request.Interval))
        {
            throw new BadInputException("interval", request.Interval, string.Join(", ", capabilities.Intervals));
        }
        if (!capabilities.Calendars.Contains(request.Calendar.Name))
        {
            throw new BadInputException("calendar", request.Calendar.Name, string.Join(" or ", capabilities.Calendars));
        }
    }

    /// <summary>A range in pieces of at most so many days, in ascending order.</summary>
    public static IEnumerable<(long From, long To)> Pieces(long from, long to, int? days)
    {
        var length = days is { } most ? most * UnixMicros.PerDay : long.MaxValue;
        while (from < to)
        {
            var end = to - from > length ? from + length : to;
            yield return (from, end);
            from = end;
        }
    }
}
