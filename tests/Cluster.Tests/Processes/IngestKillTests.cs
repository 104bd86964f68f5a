using Quant.MarketData.Bars;

namespace Quant.Cluster.Tests.Processes;

/// <summary>
/// A server is killed with SIGKILL at fifty moments drawn from a seed, while it takes history in and while it replaces
/// partitions with revised bars. It goes on by itself, and in the end the lake holds what the provider has: none lost, none
/// doubled, no torn file.
/// </summary>
public sealed class IngestKillTests
{
    private const int Kills = 25;
    private const string Symbol = "AAPL";

    [Fact]
    public async Task A_backfill_killed_at_25_moments_ends_by_itself_with_every_bar_once()
    {
        var (from, to) = (new DateOnly(2017, 1, 1), new DateOnly(2024, 1, 1));
        await using var ingest = await KilledIngest.StartAsync(seed: 1);
        var id = await ingest.BackfillAsync(Symbol, from, to, again: false);

        while (ingest.Kills < Kills)
        {
            Assert.True(
                await ingest.KillAsync(Symbol, id),
                $"complete after {ingest.Kills} kills: too short a backfill"
            );
        }
        await ingest.CompleteAsync(Symbol, id);

        await ingest.MustHoldAsync(Symbol, from, to);
    }

    [Fact]
    public async Task Partitions_replaced_by_revisions_survive_kills_at_25_moments()
    {
        var (from, to) = (new DateOnly(2021, 1, 1), new DateOnly(2024, 1, 1));
        await using var ingest = await KilledIngest.StartAsync(seed: 2);
        await ingest.CompleteAsync(Symbol, await ingest.BackfillAsync(Symbol, from, to, again: false));
        for (var round = 1; ingest.Kills < Kills; round++)
        {
            Revise(ingest, from, to, round);
            var id = await ingest.BackfillAsync(Symbol, from, to, again: true);
            while (ingest.Kills < Kills && await ingest.KillAsync(Symbol, id)) { }
            await ingest.CompleteAsync(Symbol, id);
        }

        await ingest.MustHoldAsync(Symbol, from, to);
    }

    /// <summary>A few bars of every month become others.</summary>
    private static void Revise(KilledIngest ingest, DateOnly from, DateOnly to, int round)
    {
        for (var month = from; month < to; month = month.AddMonths(1))
        {
            var zone = MarketData.Calendars.ExchangeCalendar.Nyse.Zone;
            var bars = ingest.Market.BarsOf(Symbol, zone.Midnight(month), zone.Midnight(month.AddMonths(1)));
            for (var i = round; i < bars.Count; i += 1000)
            {
                Bar bar = bars[i];
                ingest.Market.Faults.Market.Revise(Symbol, bar with { Volume = bar.Volume + round });
            }
        }
    }
}
