using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Search;

namespace Quant.Cluster.Tests.Studies;

/// <summary>What a study begins again after, and how often.</summary>
public sealed class BeginningAgainTests
{
    [Fact]
    public async Task Storage_that_is_away_is_waited_for_however_long()
    {
        var (tries, told) = await RunAsync(tries => tries <= 40 ? new StorageUnavailableException("locked") : null);
        Assert.Equal(41, tries);
        Assert.All(told, reason => Assert.Equal("waiting for storage: locked", reason));
    }

    [Fact]
    public async Task What_nobody_foresaw_is_tried_twice_more()
    {
        var (tries, told) = await RunAsync(tries => tries <= 2 ? new NullReferenceException("a dying silo") : null);
        Assert.Equal(3, tries);
        Assert.Equal(2, told.Count);
        var count = 0;
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(tries => new InvalidOperationException($"{count = tries}"))
        );
        Assert.Equal(("3", 3), (fault.Message, count));
    }

    [Fact]
    public async Task What_would_only_fail_again_is_told_at_once()
    {
        var count = 0;
        await Assert.ThrowsAsync<BadRequestException>(() =>
            RunAsync(tries => new BadRequestException($"{count = tries}", "field", "value", "allowed"))
        );
        Assert.Equal(1, count);
    }

    private static async Task<(int Tries, IReadOnlyList<string> Told)> RunAsync(Func<int, Exception?> failure)
    {
        var clock = new FakeTimeProvider();
        var (tries, told) = (0, new List<string>());
        var work = Outages.OutlastAsync(
            () => failure(++tries) is { } fault ? Task.FromException(fault) : Task.CompletedTask,
            told.Add,
            NullLogger.Instance,
            clock,
            CancellationToken.None
        );
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return work.IsCompleted;
            },
            "the work to end"
        );
        await work;
        return (tries, told);
    }
}
