using System.Text;
using FakeAlpaca.Market;

namespace FakeAlpaca.Rest;

/// <summary>The last bar of a page, as Base64 of <c>AAPL|M|2022-01-03T09:00:00.000000000Z</c>: the next page begins after it.</summary>
internal sealed record PageToken(string Symbol, long Ts)
{
    public static PageToken? Parse(string text, Timeframe timeframe)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('|');
        return parts.Length == 3 && parts[1] == timeframe.Token && ApiTime.TryParse(parts[2], out var ts)
            ? new PageToken(parts[0], ts)
            : null;
    }

    public string Text(Timeframe timeframe)
    {
        var time = ApiTime.Text(Ts).Replace("Z", ".000000000Z", StringComparison.Ordinal);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Symbol}|{timeframe.Token}|{time}"));
    }
}
