namespace Quant.Features.Indicators.Time;

/// <summary>Calendar dates of session days.</summary>
internal static class SessionDate
{
    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The date of a number of days since 1970-01-01.</summary>
    public static DateOnly Of(int day) => DateOnly.FromDayNumber(s_epoch + day);
}
