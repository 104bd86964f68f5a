using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Quant.MarketData.Quality;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>
/// A million payloads and lines that are wrong in every way a source could be: nothing but the documented exceptions, and
/// no bad bar accepted. <c>QUANT_FUZZ_SEED</c> draws others.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultSeed = 20240611;
    private const int Pool = 20_000;
    private const int Workers = 2;

    private static readonly int s_seed = Environment.GetEnvironmentVariable("QUANT_FUZZ_SEED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : DefaultSeed;

    private static readonly Lazy<FuzzRow[]> s_rows = new(() =>
        [.. FuzzRow.Rows.Sample(50, new Rnd((ulong)s_seed), Pool)]
    );

    /// <summary>Kind, payloads, most rows of one.</summary>
    public static TheoryData<string, int, int> Kinds =>
        new()
        {
            { "alpaca bars", 250_000, 8 },
            { "alpaca stream", 200_000, 8 },
            { "yahoo", 125_000, 8 },
            { "tiingo", 125_000, 8 },
            // Of files, lines count.
            { "csv", 15_000, 20 },
            { "lean minute", 10_000, 10 },
            { "lean daily", 10_000, 10 },
        };

    [Theory, MemberData(nameof(Kinds))]
    public void No_payload_breaks_a_reader_or_brings_in_a_bad_bar(string kind, int payloads, int rows)
    {
        output.WriteLine($"QUANT_FUZZ_SEED={s_seed}");
        var policies =
            kind.StartsWith("alpaca", StringComparison.Ordinal) || kind is "yahoo" or "tiingo"
                ? new[] { RefusalPolicy.SkipBadRows }
                : [RefusalPolicy.Strict, RefusalPolicy.SkipBadRows];
        var (refused, accepted, empty) = (0L, 0L, 0L);
        Parallel.For(
            0,
            payloads / 100,
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            batch =>
            {
                var random = new Random(HashCode(kind, batch));
                for (var i = 0; i < 100; i++)
                {
                    var payload = Make(kind, rows, random);
                    foreach (var policy in policies)
                    {
                        var bars = Judge(kind, payload, policy);
                        Interlocked.Add(ref refused, bars < 0 ? 1 : 0);
                        Interlocked.Add(ref empty, bars == 0 ? 1 : 0);
                        Interlocked.Add(ref accepted, Math.Max(bars, 0));
                    }
                }
            }
        );

        output.WriteLine(
            $"{kind}: {payloads} payloads, {refused} refused whole, {empty} without a bar, {accepted} bars"
        );
        // A fuzz that only ever sees refusals, or never one, tries nothing.
        Assert.InRange(refused, payloads / 20, payloads * policies.Length * 19L / 20);
        Assert.True(accepted > payloads / 4, "hardly any bar was good");
    }

    /// <summary>Structure from the pool of FsCheck's rows; then, two in three, bytes are damaged.</summary>
    private static byte[] Make(string kind, int rows, Random random)
    {
        var pool = s_rows.Value;
        // Files have their full length, so that their lines can be counted.
        var count = kind is "csv" or "lean minute" or "lean daily" ? rows : random.Next(1, rows + 1);
        var some = new FuzzRow[count];
        for (var i = 0; i < count; i++)
        {
            some[i] = pool[random.Next(pool.Length)];
        }
        var payload = Payload.Of(kind, some);
        return random.Next(3) == 0 ? payload : Damage.Of(payload, random);
    }

    /// <summary>Bars accepted; -1 when the payload was refused whole.</summary>
    private static int Judge(string kind, byte[] payload, RefusalPolicy policy)
    {
        try
        {
            if (Reading.Read(kind, payload, policy) is not { } series)
            {
                return -1;
            }
            var withinHours = kind is "alpaca bars" or "alpaca stream" or "yahoo" or "tiingo";
            return GoodBars.Fault(series, Reading.Now, withinHours) is { } fault
                ? throw new InvalidOperationException($"accepted: {fault}")
                : series.Count;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(
                $"{kind}, {policy}, QUANT_FUZZ_SEED={s_seed}: {Encoding.Latin1.GetString(payload)}",
                fault
            );
        }
    }

    private static int HashCode(string kind, int batch)
    {
        var hash = s_seed;
        foreach (var c in kind)
        {
            hash = unchecked((hash * 31) + c);
        }
        return unchecked((hash * 31) + batch);
    }
}
