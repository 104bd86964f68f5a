namespace Quant.MarketData.Quality;

/// <summary>Why a row was not accepted as a bar.</summary>
public enum BarFault
{
    /// <summary>A field is missing or is not a number or time.</summary>
    Unreadable,

    /// <summary>A price is zero, negative or not finite.</summary>
    PriceNotPositive,

    /// <summary>High is below open, low or close.</summary>
    HighTooLow,

    /// <summary>Low is above open or close.</summary>
    LowTooHigh,

    /// <summary>Volume is negative or not finite.</summary>
    VolumeNegative,

    /// <summary>VWAP is given but not a finite price above zero, or the trade count is negative.</summary>
    DetailInvalid,

    /// <summary>The time equals that of the row before.</summary>
    DuplicateTime,

    /// <summary>The time is before that of the row before.</summary>
    TimeDescends,

    /// <summary>The bar has not closed yet.</summary>
    InFuture,

    /// <summary>The time is not on the grid of the interval.</summary>
    OffGrid,

    /// <summary>The market was closed all that day.</summary>
    MarketClosed,

    /// <summary>The date is before or after all dates the calendar knows.</summary>
    OutsideCalendar,

    /// <summary>On a session date, but outside all trading hours; refused of providers, kept and counted of files.</summary>
    OutsideHours,
}
