using System.Globalization;
using Quant.Specs;

namespace FakeAlpaca;

/// <summary>The server by itself, until Ctrl+C.</summary>
internal static class Program
{
    private const string Usage =
        "usage: FakeAlpaca [--port N] [--requests-per-minute N] [--concurrent N] [--delay MILLISECONDS] [--least-trades N] [--now 2024-06-12T14:00:00Z]";

    private static async Task<int> Main(string[] arguments)
    {
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupt.Cancel();
        };
        try
        {
            var (options, delay) = Read(arguments);
            await using var server = await FakeAlpacaServer.StartAsync(options, interrupt.Token);
            server.Faults.Delay = delay;
            Console.WriteLine($"FakeAlpaca, a made-up market, at {server.BaseAddress} and {server.StreamAddress}");
            Console.WriteLine(
                $"key {FakeAlpacaOptions.DefaultKeyId}, secret {FakeAlpacaOptions.DefaultSecretKey}; Ctrl+C ends it"
            );
            await Task.Delay(Timeout.Infinite, interrupt.Token);
        }
        catch (BadInputException fault)
        {
            await Console.Error.WriteLineAsync($"{fault.Message}\n{Usage}");
            return 2;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return 0;
        }
        return 0;
    }

    private static (FakeAlpacaOptions, TimeSpan) Read(string[] arguments)
    {
        var options = new FakeAlpacaOptions();
        var delay = TimeSpan.Zero;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var (name, value) = (arguments[i], i + 1 < arguments.Length ? arguments[i + 1] : null);
            if (name == "--delay")
            {
                delay = TimeSpan.FromMilliseconds(Number(name, value));
                continue;
            }
            options = name switch
            {
                "--port" => options with { Port = Number(name, value) },
                "--requests-per-minute" => options with { RequestsPerMinute = Number(name, value) },
                "--concurrent" => options with { ConcurrentRequests = Number(name, value) },
                "--least-trades" => options with { LeastTradesPerMinute = Number(name, value) },
                "--now" => options with { Time = new ShiftedTime(Instant(name, value)) },
                _ => throw new BadInputException("argument", name, "one of those below"),
            };
        }
        return (options, delay);
    }

    private static int Number(string name, string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadInputException(name, value, "a whole number");

    private static DateTimeOffset Instant(string name, string? value) =>
        value is not null && Rest.ApiTime.TryParse(value, out var ts)
            ? UnixMicros.ToInstant(ts)
            : throw new BadInputException(name, value, "a time such as 2024-06-12T14:00:00Z");
}
