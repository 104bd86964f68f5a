using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Simulation;
using Quant.Specs;

namespace Quant.Client.Web.Simulations;

/// <summary>Has the model's grain backtest one configuration in full.</summary>
internal sealed class SimulationRunner(IGrainFactory grains, PendingWork work)
{
    public async Task<RunReportDto> RunAsync(
        string model,
        string rules,
        long? fromTs,
        long? toTs,
        bool inSample,
        CancellationToken cancellation
    )
    {
        var key = Fingerprint.Parse(model, "model").ToString();
        if (fromTs >= toTs)
        {
            throw new BadInputException("toTs", toTs, $"a time after fromTs, {fromTs}");
        }
        var grain = grains.GetGrain<ISimulationGrain>(key);
        var request = new RunRequest(key, rules, fromTs, toTs, InSample: inSample);
        var report = await work.TrackAsync("simulate", key, null, () => grain.RunAsync(request, cancellation));
        return new RunReportDto(report.Fingerprint, report.AlreadyDone, Metrics.Of(report.Metrics), report.Account);
    }
}
