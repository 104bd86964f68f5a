namespace Quant.Features.Catalog;

/// <summary>What an indicator is about; the folder it lives in.</summary>
public enum IndicatorGroup
{
    Trend,
    Momentum,
    Volatility,
    Volume,
    Price,
    Time,
    Context,
}
