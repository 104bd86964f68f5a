using System.Text;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Cluster.Tests.Ingest;

public sealed class RefusalTests
{
    [Fact]
    public async Task Bad_input_crosses_from_silo_to_client_with_field_value_and_what_is_allowed()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        var upload = await factory.UploadAsync(Encoding.UTF8.GetBytes(TestBars.Csv(TestBars.Daily(20))));
        var request = Importing.CsvRequest(upload);
        Task Import(ImportRequest r, string symbol = "ACME") =>
            factory.Grain<ISymbolIngestGrain>(symbol).ImportAsync(r, CancellationToken.None);

        await Faults.RefusedAsync("calendar", () => Import(request with { Calendar = "XLON" }));
        await Faults.RefusedAsync("symbol", () => Import(request, "A CME"));
        await Faults.RefusedAsync("format", () => Import(request with { Format = "xml" }));
        await Faults.RefusedAsync("interval", () => Import(request with { Interval = "2d" }));
        await Faults.RefusedAsync("files", () => Import(request with { Files = [] }));
        var gone = new string('a', 26);
        var unknown = await Faults.RefusedAsync(
            "upload",
            () => Import(request with { Files = [new UploadedFile(gone, "bars.csv")] })
        );
        Assert.Equal($"'{gone}'", unknown.Value);
        await Faults.RefusedAsync(
            "upload",
            () => Import(request with { Files = [new UploadedFile("../../etc/passwd", "bars.csv")] })
        );
        Assert.Empty(await factory.Catalog.Symbols.ListAsync());
        Assert.Equal(20, (await factory.Grain<ISymbolIngestGrain>("ACME").ImportAsync(request, default)).Added);
    }

    [Fact]
    public async Task Samples_and_generated_bars_are_refused_by_name_where_there_are_none()
    {
        await using var factory = await TestFactory.StartAsync();

        await Faults.RefusedAsync(
            "sample",
            () => factory.Grain<ISymbolIngestGrain>("SPX").ImportSampleAsync("dow30", CancellationToken.None)
        );
        await Faults.RefusedAsync(
            "symbol",
            () => factory.Grain<ISymbolIngestGrain>("ACME").ImportSampleAsync("sp500", CancellationToken.None)
        );
        await Faults.RefusedAsync(
            "symbol",
            () => factory.Grain<ISymbolIngestGrain>("ACME").GenerateAsync(new SyntheticRequest(5), default)
        );
        foreach (var sessions in new[] { 0, -1, 4001 })
        {
            await Faults.RefusedAsync(
                "sessions",
                () => factory.Grain<ISymbolIngestGrain>("SYNTH1").GenerateAsync(new SyntheticRequest(sessions), default)
            );
        }
    }

    [Fact]
    public async Task Nothing_is_built_trained_or_searched_on_a_symbol_that_was_never_imported()
    {
        await using var factory = await TestFactory.StartAsync();

        await Faults.RefusedAsync("symbol", () => factory.BuildAsync("NONE", TestSpecs.Features()));
        await Faults.RefusedAsync("symbol", () => factory.TrainAsync(TestSpecs.Model("NONE")));
        await Faults.RefusedAsync("model.symbol", () => factory.RunStudyAsync(TestSpecs.Study("NONE")));
    }
}
