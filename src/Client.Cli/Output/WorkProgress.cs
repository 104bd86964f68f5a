using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>Shows on standard error how far a long request is, as the server tells it.</summary>
internal static class WorkProgress
{
    /// <param name="terminal">Where to; nothing is shown where no progress is wanted.</param>
    /// <param name="client">Whom the request goes to.</param>
    /// <param name="kind">The kind of work: <c>import</c>, <c>features</c>, <c>train</c>, <c>simulate</c>.</param>
    /// <param name="title">What it is called before the server says more.</param>
    /// <param name="work">The request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<T> ShowAsync<T>(
        Terminal terminal,
        QuantClient client,
        string kind,
        string title,
        Func<Task<T>> work,
        CancellationToken cancellation
    )
    {
        if (terminal.Quiet || !terminal.Error.Profile.Capabilities.Interactive)
        {
            terminal.Note($"{title} …");
            return await work();
        }
        return await terminal
            .Error.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;
                using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var follow = FollowAsync(client, kind, title, bar, over.Token);
                try
                {
                    var result = await work();
                    bar.IsIndeterminate = false;
                    bar.Value = bar.MaxValue;
                    return result;
                }
                finally
                {
                    await over.CancelAsync();
                    await follow;
                }
            });
    }

    private static async Task FollowAsync(
        QuantClient client,
        string kind,
        string title,
        ProgressTask bar,
        CancellationToken over
    )
    {
        try
        {
            await foreach (var pending in client.WorkAsync(over))
            {
                if (pending.LastOrDefault(work => work.Kind == kind) is { } latest)
                {
                    Show(bar, title, latest.Work);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException)
        {
            // The request itself tells what went wrong; that it cannot be followed is no fault of its own.
        }
    }

    private static void Show(ProgressTask bar, string title, WorkDto work)
    {
        bar.Description = Markup.Escape(work.Step.Length > 0 ? $"{title}: {work.Step}" : title);
        bar.IsIndeterminate = work.Total <= 0;
        bar.MaxValue = Math.Max(1, work.Total);
        bar.Value = work.Done;
    }
}
