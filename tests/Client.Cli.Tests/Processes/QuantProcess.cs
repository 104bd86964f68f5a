using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Processes;

/// <summary><c>quant</c> as a process of its own.</summary>
internal sealed class QuantProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(string Words, TaskCompletionSource Said)> _awaited = [];

    private QuantProcess(string[] args)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "quant.dll"), .. args])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Hear(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(_error, line.Data);
        _process.Exited += (_, _) => GiveUp();
    }

    public int Id => _process.Id;

    public static QuantProcess Start(params string[] args)
    {
        var quant = new QuantProcess(args);
        quant._process.Start();
        quant._process.BeginOutputReadLine();
        quant._process.BeginErrorReadLine();
        return quant;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<CliRun> RunAsync(string input, params string[] args)
    {
        using var quant = Start(args);
        await quant._process.StandardInput.WriteAsync(input);
        quant._process.StandardInput.Close();
        return await quant.EndAsync();
    }

    /// <summary>Waits until a line has these words.</summary>
    public async Task HearAsync(string words)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            if (Has(words))
            {
                return;
            }
            _awaited.Add((words, said));
        }
        await said.Task.WaitAsync(s_patience);
    }

    /// <summary>Sends a signal, such as INT or TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<CliRun> EndAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        lock (_awaited)
        {
            return new CliRun(_process.ExitCode, _output.ToString(), _error.ToString());
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private bool Has(string words) => $"{_output}{_error}".Contains(words, StringComparison.Ordinal);

    private void Hear(StringBuilder where, string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_awaited)
        {
            where.AppendLine(line);
            _awaited.RemoveAll(one => line.Contains(one.Words, StringComparison.Ordinal) && one.Said.TrySetResult());
        }
    }

    private void GiveUp()
    {
        lock (_awaited)
        {
            _awaited.ForEach(one =>
                one.Said.TrySetException(
                    new InvalidOperationException($"It ended without saying '{one.Words}':\n{_error}\n{_output}")
                )
            );
        }
    }
}
