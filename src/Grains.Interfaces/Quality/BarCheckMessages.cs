namespace Quant.Grains.Interfaces.Quality;

/// <summary>A range of bars to judge.</summary>
/// <param name="Interval">Interval of the bars; derived from minutes where it is not stored.</param>
/// <param name="FromTs">Start, microseconds UTC; null: the first bar.</param>
/// <param name="ToTs">End, exclusive; null: the end of the last bar.</param>
/// <param name="Sessions">Parts of the day whose bars are wanted: <c>regular</c>, <c>all</c>, <c>pre,regular</c>, …</param>
[GenerateSerializer, Immutable, Alias("Quant.BarCheckRequest")]
public sealed record BarCheckRequest(
    [property: Id(0)] string Interval,
    [property: Id(1)] long? FromTs,
    [property: Id(2)] long? ToTs,
    [property: Id(3)] string Sessions
);

/// <summary>Which gaps to answer.</summary>
/// <param name="Kind"><c>NoTrade</c>, <c>Halt</c>, <c>ProviderGap</c> or <c>Holiday</c>, in any case; null: all.</param>
/// <param name="Skip">Gaps to leave out, from the first in time.</param>
/// <param name="Take">Most gaps to answer, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("Quant.GapChoice")]
public sealed record GapChoice([property: Id(0)] string? Kind, [property: Id(1)] int Skip, [property: Id(2)] int Take);

/// <summary>Some of the gaps of a range, by time.</summary>
/// <param name="Total">How many there are of the chosen kind.</param>
/// <param name="Gaps">Those asked for.</param>
[GenerateSerializer, Immutable, Alias("Quant.GapPage")]
public sealed record GapPage([property: Id(0)] int Total, IReadOnlyList<BarGap> Gaps)
{
    /// <summary>Those asked for.</summary>
    [Id(1)]
    public IReadOnlyList<BarGap> Gaps
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Gaps);
}

/// <summary>Consecutive bars that are not there, for one reason.</summary>
/// <param name="FromTs">Start of the first, microseconds UTC.</param>
/// <param name="ToTs">Where the next bar would start.</param>
/// <param name="Bars">How many.</param>
/// <param name="Kind">Why: <c>NoTrade</c>, <c>Halt</c>, <c>ProviderGap</c> or <c>Holiday</c>.</param>
/// <param name="Session">Part of the day: <c>Pre</c>, <c>Regular</c> or <c>Post</c>.</param>
/// <param name="Reason">Why, in words.</param>
[GenerateSerializer, Immutable, Alias("Quant.BarGap")]
public sealed record BarGap(
    [property: Id(0)] long FromTs,
    [property: Id(1)] long ToTs,
    [property: Id(2)] int Bars,
    [property: Id(3)] string Kind,
    [property: Id(4)] string Session,
    [property: Id(5)] string Reason
);
