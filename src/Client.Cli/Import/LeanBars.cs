using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Providers.Lean;

namespace Quant.Client.Cli.Import;

/// <summary>LEAN zips of one symbol and interval.</summary>
internal sealed class LeanBars(LeanDataFile file, ImportWish wish) : IBarImport
{
    public string Title => $"{file.Symbol} {file.Interval}";

    public int Files => file.Zips.Count;

    public Task<IngestReportDto> RunAsync(QuantClient client, Action sent, CancellationToken cancellation) =>
        new LeanUpload(client).ImportAsync(file, wish.LeanCalendar, wish.SkipBadRows ?? true, cancellation, sent);
}
