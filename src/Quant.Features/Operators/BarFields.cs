namespace Quant.Features.Operators;

/// <summary>Columns that operators read.</summary>
[Flags]
public enum BarFields
{
    None = 0,
    Open = 1,
    High = 2,
    Low = 4,
    Close = 8,
    Volume = 16,

    /// <summary>The one column that a spec's <c>source</c> chooses; the close where it says nothing.</summary>
    Source = 32,

    /// <summary>The close of the context symbol, as known at the bar's close.</summary>
    Context = 64,

    /// <summary>Session date and minute of the day, by the exchange's clock.</summary>
    Session = 128,
}
