using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Quant.EndToEnd.Tests;

/// <summary><c>quant serve</c> over an empty data root of its own, in a process of its own.</summary>
internal sealed partial class ServedFactory : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _root = Directory.CreateTempSubdirectory("quant-served-").FullName;
    private readonly StringBuilder _said = new();
    private readonly Process _process;

    private ServedFactory(int silos) =>
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "quant.dll"),
                    "serve",
                    "--root",
                    _root,
                    "--port",
                    "0",
                    "--silos",
                    silos.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
            EnableRaisingEvents = true,
        };

    public Uri Home { get; private set; } = null!;

    public static async Task<ServedFactory> StartAsync(int silos)
    {
        var factory = new ServedFactory(silos);
        try
        {
            await factory.StartAsync();
            return factory;
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task StartAsync()
    {
        var served = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Hear(line.Data, served);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, served);
        _process.Exited += (_, _) =>
            served.TrySetException(new InvalidOperationException($"The server ended before it served:\n{Said()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Home = await served.Task.WaitAsync(s_patience);
    }

    private void Hear(string? line, TaskCompletionSource<Uri> served)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
        if (line is not null && Address().Match(line) is { Success: true } match)
        {
            served.TrySetResult(new Uri(match.Value));
        }
    }

    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
