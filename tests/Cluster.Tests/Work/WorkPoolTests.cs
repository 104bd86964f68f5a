using Orleans.Runtime;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Work;

public sealed class WorkPoolTests
{
    private static readonly WorkLabel s_label = new("testing", "the pool");

    [Fact]
    public async Task Work_runs_in_order_of_arrival_on_threads_of_the_pool_and_never_on_more()
    {
        using var pool = new WorkPool(2, "t");
        var (running, most) = (0, 0);
        var gate = new Lock();

        var threads = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(_ =>
                    pool.RunAsync(
                        s_label,
                        _ =>
                        {
                            lock (gate)
                            {
                                most = Math.Max(most, ++running);
                            }
                            Thread.Yield();
                            lock (gate)
                            {
                                running--;
                            }
                            return Thread.CurrentThread.Name!;
                        },
                        default
                    )
                )
        );

        Assert.Equal(2, pool.Threads);
        Assert.InRange(most, 1, 2);
        Assert.All(threads, name => Assert.StartsWith("work-t-", name, StringComparison.Ordinal));
        using var single = new WorkPool(1, "s");
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => single.RunAsync(s_label, _ => Add(order, i), default)));
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task A_fault_is_the_callers_and_the_thread_lives_on()
    {
        using var pool = new WorkPool(1, "t");

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() =>
            pool.RunAsync<int>(s_label, _ => throw new InvalidDataException("torn"), default)
        );

        Assert.Equal("torn", fault.Message);
        Assert.Equal(7, await pool.RunAsync(s_label, _ => 7, default));
    }

    [Fact]
    public async Task Cancelled_before_its_turn_work_never_starts_and_afterwards_it_ends_when_it_looks()
    {
        using var pool = new WorkPool(1, "t");
        using var stop = new CancellationTokenSource();
        var started = false;
        using (var hold = new Blocker(pool))
        {
            var waiting = pool.RunAsync(s_label, _ => started = true, stop.Token);
            await Eventually.TrueAsync(() => hold.Waiting == 1, "the work to wait");
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
        Assert.False(started);

        using var later = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        var running = pool.RunAsync<int>(
            s_label,
            token =>
            {
                entered.SetResult();
                token.WaitHandle.WaitOne();
                token.ThrowIfCancellationRequested();
                return 1;
            },
            later.Token
        );
        await entered.Task;
        Assert.Equal(1, pool.Running);
        await later.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(running.IsCanceled);
    }

    [Fact]
    public async Task When_its_silo_ends_what_has_started_is_done_and_the_rest_is_to_be_asked_of_another()
    {
        var pool = new WorkPool(1, "t");
        using (new Blocker(pool))
        {
            var queued = Enumerable.Range(0, 5).Select(i => pool.RunAsync(s_label, _ => i, default)).ToList();
            await Eventually.TrueAsync(() => pool.Running == 1, "the first piece to start");
            pool.Dispose();
            foreach (var piece in queued)
            {
                await Assert.ThrowsAsync<SiloUnavailableException>(() => piece);
            }
            Assert.Equal((1, 0), (pool.Running, pool.Waiting));
        }
        await Assert.ThrowsAsync<SiloUnavailableException>(() => pool.RunAsync(s_label, _ => 1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkPool(0, "none"));
        Assert.True(WorkPool.DefaultThreads >= 1);
    }

    private static bool Add(List<int> list, int value)
    {
        list.Add(value);
        return true;
    }
}
