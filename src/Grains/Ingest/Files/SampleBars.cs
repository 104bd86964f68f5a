using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Sample;
using Quant.Specs;

namespace Quant.Grains.Ingest.Files;

/// <summary>A data set that ships with the product.</summary>
internal sealed class SampleBars(Symbol symbol, string sample) : IBarDelivery
{
    private static readonly Sp500Sample s_sp500 = new();
    private BarImport? _import;

    public string Description => s_sp500.Description;

    public ExchangeCalendar Calendar => ExchangeCalendar.Nyse;

    public string ContentHash()
    {
        if (sample != s_sp500.Name)
        {
            throw new BadInputException("sample", sample, s_sp500.Name);
        }
        if (!s_sp500.Has(symbol))
        {
            throw new BadInputException("symbol", symbol, $"{Sp500Sample.Symbol}, the symbol of sample {sample}");
        }
        var bars = (_import ??= Read()).Series;
        return Fingerprint
            .Of(
                new
                {
                    sample,
                    bars.Ts,
                    bars.Open,
                    bars.High,
                    bars.Low,
                    bars.Close,
                    bars.Volume,
                }
            )
            .ToString();
    }

    public BarImport Read() => _import ?? s_sp500.Load(symbol);

    public void Discard() { }
}
