namespace Quant.MarketData.Quality.Checks;

/// <summary>All checks, in the order of their findings.</summary>
public static class CheckCatalogue
{
    internal static readonly IReadOnlyList<IBarCheck> Checks =
    [
        new PriceOrderCheck(),
        new TimeZoneCheck(),
        new MissedSplitCheck(),
        new GapsCheck(),
        new SessionErrorCheck(),
        new OutlierCheck(),
        new StalePriceCheck(),
        new VolumeCheck(),
        new RefusedRowsCheck(),
    ];

    /// <summary>What each looks for, and what it costs.</summary>
    public static readonly IReadOnlyList<CheckInfo> All = [.. Checks.SelectMany(check => check.Infos)];

    private static readonly Dictionary<string, CheckInfo> s_byName = All.ToDictionary(info => info.Name);

    /// <summary>The check a finding is of.</summary>
    /// <exception cref="KeyNotFoundException">No such check.</exception>
    public static CheckInfo Of(string name) => s_byName[name];
}
