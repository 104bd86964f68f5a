using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Cli.Import;

/// <summary>Bars the server has or makes itself: a sample, or synthetic ones.</summary>
internal sealed class MadeBars(string title, Func<QuantClient, CancellationToken, Task<IngestReportDto>> make)
    : IBarImport
{
    public string Title => title;

    public int Files => 0;

    public Task<IngestReportDto> RunAsync(QuantClient client, Action sent, CancellationToken cancellation) =>
        make(client, cancellation);
}
