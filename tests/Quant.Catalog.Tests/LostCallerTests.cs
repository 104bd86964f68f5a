using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class LostCallerTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_caller_whose_scheduler_stops_for_good_keeps_nobody_else_from_writing(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        var gone = new StoppedScheduler();

        for (var i = 0; i < 300; i++)
        {
            var name = $"lost-{i}";
            await Task.Factory.StartNew(
                _ =>
                {
                    _ = store.FeatureSets.TryAddAsync(Samples.Print(name), name, "{}");
                },
                StoppedScheduler.First,
                CancellationToken.None,
                TaskCreationOptions.None,
                gone
            );
        }

        Assert.True(await store.FeatureSets.TryAddAsync(Samples.Print("kept"), "kept", "{}"));
    }

    /// <summary>Runs what it is first given, and nothing that comes of it.</summary>
    private sealed class StoppedScheduler : TaskScheduler
    {
        public static readonly object First = new();

        protected override void QueueTask(Task task)
        {
            if (task.AsyncState == First)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
            }
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
