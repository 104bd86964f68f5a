using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Http;

namespace Quant.Grains.Ingest.Asking;

/// <summary>This machine's clock put right by what a provider's answers say.</summary>
internal sealed class ProviderTime(IBarProvider provider, TimeProvider clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() =>
        clock.GetUtcNow() + ((provider as IProviderClock)?.ClockSkew ?? TimeSpan.Zero);
}
