namespace Quant.MarketData.Providers.Live;

/// <summary>A provider that pushes bars as they close.</summary>
public interface IBarStreamProvider
{
    /// <summary>A stream that is not connected yet. Providers as a rule allow one connection an account.</summary>
    IBarStream OpenStream();
}
