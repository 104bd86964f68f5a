using Quant.MarketData.Gaps;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Per calendar date, how much of what is expected is there.</summary>
/// <param name="First">Date of the first entry.</param>
/// <param name="Shares">
/// One byte a date: whole percent of the expected bars that are present, rounded down (100 only where none is missing,
/// 0 only where none is present), or <see cref="NotExpected"/>.
/// </param>
public sealed record CoverageMap(DateOnly First, byte[] Shares)
{
    /// <summary>A date on which no bar is expected.</summary>
    public const byte NotExpected = 255;

    public static CoverageMap Of(IReadOnlyList<DayCoverage> days)
    {
        if (days.Count == 0)
        {
            return new CoverageMap(default, []);
        }
        var first = days[0].Date;
        var shares = new byte[days[^1].Date.DayNumber - first.DayNumber + 1];
        Array.Fill(shares, NotExpected);
        foreach (var day in days)
        {
            var percent = (byte)(100L * day.Present / day.Expected);
            shares[day.Date.DayNumber - first.DayNumber] = day.Present > 0 ? Math.Max((byte)1, percent) : (byte)0;
        }
        return new CoverageMap(first, shares);
    }
}
