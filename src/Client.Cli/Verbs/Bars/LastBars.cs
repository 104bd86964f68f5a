using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary>The last bars of a range, each as it is: the API aggregates where there are more than a picture needs.</summary>
internal static class LastBars
{
    /// <summary>Most bars that can be asked for.</summary>
    public const int Most = 10_000;

    private const int MostPoints = 20_000;

    /// <returns>At most <paramref name="count"/> bars; the source's count is that of the whole range.</returns>
    public static async Task<BarsDto> ReadAsync(
        QuantClient client,
        string symbol,
        string interval,
        string adjustment,
        string fill,
        SymbolRange range,
        int count,
        CancellationToken cancellation
    )
    {
        var all = await AskAsync(range.FromTs);
        var skip = Math.Max(0, all.SourceBars - count);
        var last = all.BarsPerPoint == 1 ? all : await AskAsync(all.Ts[skip / all.BarsPerPoint]);
        var from = Math.Max(0, last.Ts.Length - count);
        return last with
        {
            SourceBars = all.SourceBars,
            Ts = last.Ts[from..],
            Open = last.Open[from..],
            High = last.High[from..],
            Low = last.Low[from..],
            Close = last.Close[from..],
            Volume = last.Volume[from..],
            Filled = last.Filled?[from..],
            Sources = last.Sources?[from..],
        };

        Task<BarsDto> AskAsync(long? fromTs) =>
            client.BarsAsync(
                symbol,
                interval,
                QuantClient.Query(
                    ("adjustment", adjustment),
                    ("fill", fill),
                    ("sources", "true"),
                    ("from", fromTs is { } first ? QuantClient.Text(first) : null),
                    ("to", range.ToTs is { } end ? QuantClient.Text(end) : null),
                    ("maxPoints", QuantClient.Text(MostPoints))
                ),
                cancellation
            );
    }
}
