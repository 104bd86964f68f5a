using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Cli.Import;

/// <summary>Bars of one symbol and interval that are to be imported as one.</summary>
internal interface IBarImport
{
    /// <summary>What it is called while it is imported.</summary>
    string Title { get; }

    /// <summary>Files it sends.</summary>
    int Files { get; }

    /// <param name="client">Whom to send it to.</param>
    /// <param name="sent">Called after each file.</param>
    /// <param name="cancellation">Ends it; nothing of it is imported then.</param>
    Task<IngestReportDto> RunAsync(QuantClient client, Action sent, CancellationToken cancellation);
}
