namespace Quant.MarketData.Calendars;

/// <summary>
/// Sessions of the New York Stock Exchange since 1998 that follow no rule. Openings delayed by a few minutes (moments of
/// silence, such as 09:33 on 2001-09-17) and closings a few minutes early (15:56 on 2005-06-01) are not among them:
/// bars of those days stay on the usual grid.
/// </summary>
internal static class NyseExceptions
{
    /// <summary>Weekdays without trading.</summary>
    public static readonly (DateOnly Date, string Reason)[] Closed =
    [
        (new(2001, 9, 11), "attack on the World Trade Center"),
        (new(2001, 9, 12), "attack on the World Trade Center"),
        (new(2001, 9, 13), "attack on the World Trade Center"),
        (new(2001, 9, 14), "attack on the World Trade Center"),
        (new(2004, 6, 11), "mourning for President Reagan"),
        (new(2007, 1, 2), "mourning for President Ford"),
        (new(2012, 10, 29), "hurricane Sandy"),
        (new(2012, 10, 30), "hurricane Sandy"),
        (new(2018, 12, 5), "mourning for President George H. W. Bush"),
        (new(2025, 1, 9), "mourning for President Carter"),
    ];

    /// <summary>Sessions that ended at 13:00.</summary>
    public static readonly (DateOnly Date, string Reason)[] HalfDays =
    [
        (new(1999, 12, 31), "eve of the year 2000"),
        (new(2003, 12, 26), "Friday after Christmas"),
    ];

    /// <summary>Sessions that began at 12:00.</summary>
    public static readonly (DateOnly Date, string Reason)[] NoonOpens =
    [
        (new(2002, 9, 11), "first anniversary of the attack on the World Trade Center"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<(DateOnly Date, string Reason)> All => [.. Closed, .. HalfDays, .. NoonOpens];
}
