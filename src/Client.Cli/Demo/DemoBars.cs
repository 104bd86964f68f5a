using Quant.Client.Cli.Api;
using Quant.Client.Cli.Import;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;

namespace Quant.Client.Cli.Demo;

/// <summary>The bars of the demo: the sample and generated ones, or a folder of LEAN zips.</summary>
internal sealed class DemoBars(QuantClient client)
{
    /// <summary>Generated sessions: about 97,000 minute bars.</summary>
    private const int SyntheticSessions = 250;

    /// <summary>Fewer sessions than this say nothing about a strategy.</summary>
    private const int LeastSessions = 250;

    /// <summary>The symbol a provider is asked for.</summary>
    public const string BackfilledSymbol = "AAPL";

    /// <summary>Fixed, so that a second run finds all of it asked and answered.</summary>
    private static readonly (DateOnly From, DateOnly To) s_backfilled = (new(2020, 1, 2), new(2024, 12, 31));

    public Task<BackfillDto> BackfillAsync(string provider, CancellationToken cancellation) =>
        client.BackfillAsync(
            BackfilledSymbol,
            new BackfillBody(
                ExchangeCalendar.Nyse.Zone.Midnight(s_backfilled.From),
                ExchangeCalendar.Nyse.Zone.Midnight(s_backfilled.To.AddDays(1)),
                Providers: [provider],
                Sessions: "regular"
            ),
            cancellation
        );

    public Task<IngestReportDto> ImportSampleAsync(CancellationToken cancellation) =>
        client.ImportSampleAsync("SPX", "sp500", cancellation);

    public Task<IngestReportDto> GenerateAsync(CancellationToken cancellation) =>
        client.GenerateAsync("SYNTH1", SyntheticSessions, cancellation);

    /// <summary>What of a folder the demo runs on: the finest interval with enough history, and every symbol that has it.</summary>
    /// <exception cref="BadInputException">No such folder, or nothing in it with enough history.</exception>
    public static IReadOnlyList<LeanDataFile> Choose(string folder)
    {
        var found = LeanFolder.Discover(folder, "--data");
        foreach (var interval in new[] { Interval.Minute1, Interval.Hour1, Interval.Day1 })
        {
            var enough = found
                .Where(file => file.Interval == interval && (!IsByDay(file) || file.Zips.Count >= LeastSessions))
                .ToList();
            if (enough.Count > 0)
            {
                return enough;
            }
        }
        throw new BadInputException(
            "--data",
            folder,
            $"LEAN zips with at least {LeastSessions} sessions of one symbol"
        );
    }

    public Task<IngestReportDto> ImportAsync(LeanDataFile file, CancellationToken cancellation) =>
        new LeanUpload(client).ImportAsync(file, ExchangeCalendar.Nyse.Name, skipBadRows: true, cancellation);

    private static bool IsByDay(LeanDataFile file) => file.Interval == Interval.Minute1;
}
