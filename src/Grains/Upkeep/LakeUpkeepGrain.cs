using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Upkeep;
using Quant.Lake.Partitions;
using Quant.Lake.Upkeep;

namespace Quant.Grains.Upkeep;

/// <inheritdoc cref="ILakeUpkeepGrain"/>
public sealed class LakeUpkeepGrain(
    CatalogStore catalog,
    LakeStore lake,
    TimeProvider clock,
    ILogger<LakeUpkeepGrain> log
) : Grain, ILakeUpkeepGrain, IRemindable
{
    private const string Reminder = "collect";
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    public async Task StartAsync()
    {
        if (await this.GetReminder(Reminder) is null)
        {
            await this.RegisterOrUpdateReminder(Reminder, s_hour, s_hour);
        }
    }

    public Task<int> CollectAsync(TimeSpan grace) =>
        Translated.RunAsync(async () =>
        {
            var collector = new LakeGarbageCollector(lake, catalog.Manifest, clock);
            var done = await Task.Run(() => collector.RunAsync(grace, CancellationToken.None));
            foreach (var (file, reason) in done.Kept)
            {
                log.LogWarning("Replaced file {File} could not be deleted: {Reason}", file, reason);
            }
            return done.Superseded.Count + done.Orphans.Count;
        });

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if ((await catalog.LiveFeeds.ListAsync()).Any(feed => feed.Mode != LiveMode.Off))
        {
            await CollectAsync(LakeGarbageCollector.DefaultGrace);
        }
        else if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
