using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Quant.EndToEnd.Tests;

/// <summary><c>quant demo</c> as a user starts it, in a process and data root of its own, until it serves its result.</summary>
public sealed partial class Demo : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly string _root = Directory.CreateTempSubdirectory("quant-demo-").FullName;
    private readonly StringBuilder _said = new();
    private Process? _process;

    /// <summary>The address of the study's page.</summary>
    public Uri Study { get; private set; } = null!;

    public Uri Home => new(Study, "/");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }
        var served = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "quant.dll"),
                    "demo",
                    "--root",
                    _root,
                    "--port",
                    "0",
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data, served);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, served);
        _process.Exited += (_, _) =>
            served.TrySetException(new InvalidOperationException($"The demo ended before it served:\n{Said()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Study = await served.Task.WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The demo did not serve its result within {s_patience}:\n{Said()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_root, recursive: true);
    }

    private void Hear(string? line, TaskCompletionSource<Uri> served)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
        if (line is not null && StudyAddress().Match(line) is { Success: true } match)
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

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/studies/\w+")]
    private static partial Regex StudyAddress();
}
