using System.Globalization;
using System.Text;
using Quant.MarketData.Calendars;

namespace Quant.Client.Cli.Tests.Runs;

/// <summary>CSV files of bars.</summary>
internal static class Series
{
    public const string Header = "date,open,high,low,close,volume\n";

    /// <summary>Daily bars of a slow wave, from 2010 on.</summary>
    public static string Daily(int count)
    {
        var text = new StringBuilder(Header);
        var date = new DateOnly(2010, 1, 4);
        for (var i = 0; i < count; date = date.AddDays(1))
        {
            if (!ExchangeCalendar.Nyse.Sessions(date, date).Any())
            {
                continue;
            }
            var open = 100 + 10 * Math.Sin(i / 9.0) + 3 * Math.Sin(i * 1.7);
            var close = 100 + 10 * Math.Sin((i + 1) / 9.0) + 3 * Math.Sin((i + 1) * 1.7);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{date:yyyy-MM-dd},{open:F4},{Math.Max(open, close) + 0.5:F4},{Math.Min(open, close) - 0.5:F4},{close:F4},{1000 + i % 7}\n"
            );
            i++;
        }
        return text.ToString();
    }
}
