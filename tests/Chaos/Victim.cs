using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Quant.Cluster.Tests.Factory;

namespace Quant.Chaos;

/// <summary>The process that runs the study, seen from the one that harms it.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Victim(Process process)
    {
        _process = process;
        _ = ListenAsync();
    }

    /// <summary>How the study ended.</summary>
    public Task<string> Ended => _ended.Task;

    public static async Task<Victim> StartAsync(TestRoot root, string spec, int silos)
    {
        var file = Path.Combine(root.Path, "study.json");
        await File.WriteAllTextAsync(file, spec);
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Victim).Assembly.Location);
        }
        start.ArgumentList.Add(VictimLoop.Argument);
        start.ArgumentList.Add(root.Path);
        start.ArgumentList.Add(file);
        start.ArgumentList.Add(silos.ToString(CultureInfo.InvariantCulture));
        var victim = new Victim(Process.Start(start)!);
        Assert.Equal(VictimLoop.Ready, await victim.HearAsync());
        return victim;
    }

    /// <summary>Does something to its silos.</summary>
    public async Task HarmAsync(Harm harm)
    {
        await _process.StandardInput.WriteLineAsync($"{harm.Kind} {harm.Pick}");
        await _process.StandardInput.FlushAsync();
        Assert.Equal(VictimLoop.Done, await HearAsync());
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }

    private async Task<string> HearAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        return await _said.Reader.ReadAsync(patience.Token);
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(VictimLoop.Ended, StringComparison.Ordinal))
            {
                _ended.TrySetResult(line);
            }
            else if (line is VictimLoop.Ready or VictimLoop.Done)
            {
                _said.Writer.TryWrite(line);
            }
        }
        _said.Writer.TryComplete(new InvalidOperationException("The process that is harmed has ended."));
    }
}
