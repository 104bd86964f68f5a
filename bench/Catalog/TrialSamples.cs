using System.Globalization;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Specs;

namespace Quant.Bench.Catalog;

/// <summary>Trials of the size that a study makes.</summary>
internal static class TrialSamples
{
    public static Task EnterAsync(CatalogStore catalog, string study, int trials) =>
        catalog.Studies.AddAsync(study, study, "{}", Fingerprint.Of(study), trials);

    public static TrialRecord[] Make(string study, int count)
    {
        var model = Fingerprint.Of("model");
        var metrics = string.Join(
            ',',
            Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"metric{i}\":{i / 7.0}"))
        );
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new TrialRecord(
                    study,
                    i,
                    Fingerprint.OfCanonical($"{study}/{i}"),
                    model,
                    "{\"entryThreshold\":0.0005,\"stop\":0.01,\"target\":0.02,\"delay\":1}",
                    TrialStatus.Completed
                )
                {
                    Score = i * 7919 % count / 1000.0,
                    Selection = new PeriodMetrics(i * 31 % 1000 / 300.0, 0.1, 0.05, i % 500, 1.2, 2.5, 0.55),
                    HoldOut = new PeriodMetrics(i * 37 % 1000 / 300.0, 0.02, 0.07, i % 100, 1.1, 1.5, 0.5),
                    SelectionMetrics = $"{{{metrics}}}",
                    HoldOutMetrics = $"{{{metrics}}}",
                    BlockMoments = new byte[384],
                    Silo = "silo-1",
                    ElapsedMicros = 1234,
                }),
        ];
    }
}
