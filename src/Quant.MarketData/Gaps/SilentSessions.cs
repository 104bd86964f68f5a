namespace Quant.MarketData.Gaps;

/// <summary>
/// Finds whole sessions without a bar of a symbol that traded in the sessions around them: an answer without them cannot
/// be right. Around means up to five sessions on either side, at least one on each, four in five of which have bars: of
/// a symbol that often trades on no day of a week, a silent day says nothing.
/// </summary>
internal static class SilentSessions
{
    private const int Around = 5;

    /// <summary>For each date, whether it is such a session.</summary>
    public static bool[] Of(IReadOnlyList<ScannedDay> days)
    {
        var silent = new bool[days.Count];
        var sessions = Enumerable.Range(0, days.Count).Where(i => days[i].RegularExpected > 0).ToArray();
        for (var start = 0; start < sessions.Length; )
        {
            if (Trades(start))
            {
                start++;
                continue;
            }
            var end = start;
            while (end < sessions.Length && !Trades(end))
            {
                end++;
            }
            if (start > 0 && end < sessions.Length && TradedAround(start, end))
            {
                for (var i = start; i < end; i++)
                {
                    silent[sessions[i]] = days[sessions[i]].Present == 0;
                }
            }
            start = end;
        }
        return silent;

        bool Trades(int i) => days[sessions[i]].RegularPresent > 0;

        bool TradedAround(int from, int to)
        {
            var (first, last) = (Math.Max(0, from - Around), Math.Min(sessions.Length, to + Around));
            var traded = 0;
            for (var i = first; i < last; i++)
            {
                traded += (i < from || i >= to) && Trades(i) ? 1 : 0;
            }
            return 5 * traded >= 4 * (last - first - (to - from));
        }
    }
}
