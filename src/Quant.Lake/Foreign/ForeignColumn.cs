namespace Quant.Lake.Foreign;

/// <summary>What a column of somebody else's file holds.</summary>
public enum ForeignKind
{
    /// <summary>A time without a zone.</summary>
    LocalTime,

    /// <summary>A moment: a time of UTC.</summary>
    Instant,

    /// <summary>A date.</summary>
    Date,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers: floating point or decimal.</summary>
    Number,

    Text,

    /// <summary>Anything else: lists, structures, bytes.</summary>
    Other,
}

/// <summary>One column of somebody else's file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ForeignColumn(string Name, ForeignKind Kind);
