using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Lake.Roots;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary>Follows a study to its end, or says how to find it again.</summary>
internal sealed class StudyFollow(Connection connection, Terminal terminal)
{
    /// <returns>The exit code.</returns>
    public async Task<int> ToEndAsync(StudyStatusDto status, CancellationToken cancellation)
    {
        try
        {
            if (status.Work.Phase is WorkPhase.Running or WorkPhase.Idle)
            {
                terminal.Note(
                    $"Study {status.Study} ({status.Name}): {Numbers.Count(status.Models)} models, {Numbers.Count(status.Trials)} trials."
                );
                if (!connection.IsOwn)
                {
                    terminal.Note($"Its page: {new Uri(connection.Address, $"studies/{status.Study}")}");
                }
                status = await StudyProgress.FollowAsync(terminal, connection.Client, status.Study, cancellation);
            }
            return await StudyAnswer.EndAsync(connection.Client, terminal, status, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Note(
                connection.IsOwn
                    ? $"'quant study resume {status.Study}' goes on with it, and so does 'quant serve'."
                    : $"The study goes on in the server at {connection.Address}; 'quant study watch {status.Study}' follows it, 'quant study cancel {status.Study}' stops it."
            );
            throw;
        }
    }

    /// <summary>Leaves a study to the server.</summary>
    public int Detach(StudyStatusDto status)
    {
        terminal.Answer(
            status,
            console =>
                console.Write(new Spectre.Console.Text($"study {status.Study} goes on at {connection.Address}\n"))
        );
        terminal.Note($"'quant study watch {status.Study}' follows it.");
        return ExitCodes.Ok;
    }

    /// <exception cref="BadInputException">No server is running that a study could be left to.</exception>
    public static void RequireServer(ServerOptions options)
    {
        if (DataRootLock.OwnerOf(DataRoot.At(options.Root)) is null)
        {
            throw new BadInputException(
                "--detach",
                "no server",
                $"a server that owns {options.Root}, for the study to go on in: start 'quant serve' first"
            );
        }
    }
}
