using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Quant.Bench.Ingest;

/// <summary>FakeAlpaca in a process of its own: what it costs is not counted as ours.</summary>
internal sealed partial class ServedMarket : IDisposable
{
    /// <summary>More than any run spends: the budget is not what is waited for.</summary>
    public const int RequestsPerMinute = 1_000_000;

    private readonly Process _process;

    private ServedMarket(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Processor time it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static ServedMarket Start(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "FakeAlpaca.dll"));
        start.ArgumentList.Add("--requests-per-minute");
        start.ArgumentList.Add(RequestsPerMinute.ToString(CultureInfo.InvariantCulture));
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }
        var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadLine() ?? "";
        if (Said().Match(said) is { Success: true } match)
        {
            return new ServedMarket(process, new Uri(match.Value));
        }
        process.Kill();
        process.Dispose();
        throw new InvalidOperationException($"FakeAlpaca did not start: {said}");
    }

    /// <summary>Points the provider <c>alpaca</c> of servers started in this process at it.</summary>
    public void Use()
    {
        Environment.SetEnvironmentVariable("APCA_API_KEY_ID", FakeAlpaca.FakeAlpacaOptions.DefaultKeyId);
        Environment.SetEnvironmentVariable("APCA_API_SECRET_KEY", FakeAlpaca.FakeAlpacaOptions.DefaultSecretKey);
        Environment.SetEnvironmentVariable("QUANT_ALPACA_FEED", "sip");
        Environment.SetEnvironmentVariable("QUANT_ALPACA_DATA_URL", Address.ToString());
        Environment.SetEnvironmentVariable("QUANT_ALPACA_TRADING_URL", Address.ToString());
        Environment.SetEnvironmentVariable("QUANT_ALPACA_REQUESTS_PER_MINUTE", "100000");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.:]+/")]
    private static partial Regex Said();
}
