using System.Globalization;
using Quant.Specs;

namespace FakeAlpaca;

/// <summary>The server by itself: <c>dotnet run --project tests/FakeAlpaca [port]</c>, until Ctrl+C.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var port = 0;
        if (
            arguments.Length > 1
            || (
                arguments is [var text]
                && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            )
        )
        {
            await Console.Error.WriteLineAsync("usage: FakeAlpaca [port]");
            return 2;
        }
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupt.Cancel();
        };
        try
        {
            await using var server = await FakeAlpacaServer.StartAsync(
                new FakeAlpacaOptions { Port = port },
                interrupt.Token
            );
            Console.WriteLine($"FakeAlpaca, a made-up market, at {server.BaseAddress} and {server.StreamAddress}");
            Console.WriteLine(
                $"key {FakeAlpacaOptions.DefaultKeyId}, secret {FakeAlpacaOptions.DefaultSecretKey}; Ctrl+C ends it"
            );
            await Task.Delay(Timeout.Infinite, interrupt.Token);
        }
        catch (BadInputException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 2;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return 0;
        }
        return 0;
    }
}
