using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Quant.Cluster.Tests.Processes;

/// <summary>The program <c>quant</c> in a process of its own, serving something until it is ended or killed.</summary>
internal sealed partial class QuantProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly List<string> _said;

    private QuantProcess(Process process, List<string> said, Uri address) =>
        (_process, _said, Address) = (process, said, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it says where it answers.</summary>
    public static async Task<QuantProcess> StartAsync(
        IReadOnlyDictionary<string, string> settings,
        params string[] words
    )
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "quant.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var said = new List<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(start)!;
        void Hear(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "(end)");
            }
            if (Answers().Match(line ?? "") is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Groups[1].Value));
            }
            else if (line is null)
            {
                address.TrySetException(new InvalidOperationException(Said(said)));
            }
        }
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            lock (said)
            {
                said.Add(e.Data ?? "");
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new QuantProcess(process, said, await address.Task.WaitAsync(s_patience));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>A port nobody uses at the moment.</summary>
    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, and the exit code it leads to.</summary>
    public async Task<int> EndAsync()
    {
        using (var kill = Process.Start("kill", ["-s", "TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>All it has said.</summary>
    public override string ToString() => Said(_said);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }
        _process.Dispose();
    }

    private static string Said(List<string> said)
    {
        lock (said)
        {
            return string.Join('\n', said);
        }
    }

    [GeneratedRegex(@" at (http://[0-9.:]+/)")]
    private static partial Regex Answers();
}
