namespace Quant.Features.Catalog;

/// <summary>What the values of an output are measured in.</summary>
public enum Unit
{
    /// <summary>The unit of the source column: a price level, or units traded where the source is volume.</summary>
    Level,

    /// <summary>A difference of prices, in the quote currency.</summary>
    PriceDifference,

    /// <summary>A fraction: 0.01 is one percent.</summary>
    Fraction,

    /// <summary>A percentage: 1 is one percent.</summary>
    Percent,

    /// <summary>An index with fixed bounds, such as 0 to 100.</summary>
    Index,

    /// <summary>A plain ratio of like quantities.</summary>
    Ratio,

    /// <summary>Standard deviations from the mean.</summary>
    Deviations,

    /// <summary>Units traded, or a running sum of them.</summary>
    Volume,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>A whole number that names a day, a month or a state.</summary>
    Label,

    /// <summary>Per unit of the quote currency traded.</summary>
    PerTurnover,
}
