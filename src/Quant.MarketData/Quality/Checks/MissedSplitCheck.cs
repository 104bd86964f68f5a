namespace Quant.MarketData.Quality.Checks;

/// <summary>Splits that nobody told: a night that divides the price by a simple ratio and leaves the money traded as it was.</summary>
internal sealed class MissedSplitCheck : IBarCheck
{
    /// <summary>New shares for old ones.</summary>
    private static readonly (int New, int Old)[] s_ratios =
    [
        .. new[] { 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 100 }.SelectMany(n =>
            ((int, int)[])[(n, 1), (1, n)]
        ),
        (3, 2),
        (5, 2),
    ];

    private const int Around = 5;
    private const int MostDaysApart = 7;
    private const int DaysOff = 4;
    private const double Closest = 0.03;
    private const double UsualNights = 10;
    private const double MoneyFactor = 4;
    private const double RangeFactor = 4;

    private static readonly CheckInfo s_info = new(
        "missed-splits",
        "Splits not applied",
        "From one session to the next the price is divided by a simple ratio (3:2 to 100:1, or 1:2 to 1:100), within 3 % "
            + "or, of 2:1 and more, up to 6 % where nights usually move that much; by ten times a usual night at least; and stays "
            + "there. The sessions after it (up to five) turn over as much money as those before, within a factor of four, and "
            + "do not swing four times as wide, as they would after a crash; and no split is known within four days.",
        "Tell the split; prices are then adjusted when they are read.",
        30
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var found = new FindingBuilder(s_info);
        var suggestions = new List<string>();
        var days = Days(input);
        for (var i = 1; i < days.Count; i++)
        {
            if (Suggest(input, days, i) is not { } ratio)
            {
                continue;
            }
            var (before, after) = (days[i - 1], days[i]);
            var suggestion = $"{ratio.New}:{ratio.Old} on {after.Date:yyyy-MM-dd}";
            suggestions.Add(suggestion);
            found.Add(
                after.Ts,
                () =>
                    $"{suggestion}: close {Words.Number(before.Close)} on {before.Date:yyyy-MM-dd}, then open {Words.Number(after.Open)}; "
                    + $"volume {Words.Number(before.Volume)}, then {Words.Number(after.Volume)}"
            );
        }
        return found.Build(
            FindingSeverity.Error,
            () =>
                $"{Words.Count(found.Count, "night")} look{(found.Count == 1 ? "s" : "")} like a split that is not known: {string.Join(", ", suggestions.Take(Finding.Kept))}.",
            new OfferedFix(
                "Import the symbol's splits, such as a LEAN factor file beside its bars.",
                $"quant bars import LEAN-FOLDER --symbol {input.All.Symbol}"
            )
        );
    }

    private readonly record struct Day(
        DateOnly Date,
        long Ts,
        double Open,
        double Close,
        double Range,
        double Volume,
        double Money
    );

    private static List<Day> Days(CheckInput input)
    {
        var bars = input.Bars;
        var days = new List<Day>(input.Spans.Count);
        foreach (var span in input.Spans)
        {
            var (high, low, volume, money) = (double.MinValue, double.MaxValue, 0.0, 0.0);
            for (var i = span.Start; i < span.End; i++)
            {
                high = Math.Max(high, bars.High[i]);
                low = Math.Min(low, bars.Low[i]);
                volume += bars.Volume[i];
                money += bars.Volume[i] * bars.Close[i];
            }
            var (open, close) = (bars.Open[span.Start], bars.Close[span.End - 1]);
            days.Add(new Day(span.Date, bars.Ts[span.Start], open, close, Math.Log(high / low), volume, money));
        }
        return days;
    }

    private static (int New, int Old)? Suggest(CheckInput input, List<Day> days, int i)
    {
        var (before, after) = (days[i - 1], days[i]);
        var move = Math.Log(before.Close / after.Open);
        if (Math.Abs(move) < 0.3 || after.Date.DayNumber - before.Date.DayNumber > MostDaysApart)
        {
            return null;
        }
        var nights = days.Take(i).TakeLast(60).Zip(days.Take(i).TakeLast(60).Skip(1));
        var usual = Median([.. nights.Select(pair => Math.Abs(Math.Log(pair.Second.Open / pair.First.Close)))]);
        var near = s_ratios
            .Select(ratio => (ratio, Off: Math.Abs(move - Math.Log((double)ratio.New / ratio.Old))))
            .MinBy(candidate => candidate.Off);
        var allowed = near.ratio == (3, 2) ? Closest : Math.Max(Closest, Math.Min(2 * usual, 2 * Closest));
        var isNear = near.Off <= allowed;
        var stays =
            Math.Abs(Math.Log(after.Close / after.Open)) < Math.Abs(move) / 2
            && Math.Abs(Math.Log(before.Close / before.Open)) < Math.Abs(move) / 2;
        return
            isNear
            && stays
            && Math.Abs(move) > UsualNights * usual
            && SameMoney(input, days, i)
            && SameSwing(days, i)
            && !Known(input, before, after)
            ? near.ratio
            : null;
    }

    private static bool SameMoney(CheckInput input, List<Day> days, int i)
    {
        if (input.WithoutVolume)
        {
            return true;
        }
        var factor = Median(After(days, i, day => day.Money)) / Median(Before(days, i, day => day.Money));
        return factor is > 1 / MoneyFactor and < MoneyFactor;
    }

    private static bool SameSwing(List<Day> days, int i) =>
        Median(After(days, i, day => day.Range))
        < RangeFactor * Math.Max(0.005, Median(Before(days, i, day => day.Range)));

    private static bool Known(CheckInput input, Day before, Day after) =>
        input.Actions.Any(action =>
            action.SplitFactor != 1
            && action.LastDate.DayNumber >= before.Date.DayNumber - DaysOff
            && action.LastDate.DayNumber < after.Date.DayNumber + DaysOff
        );

    private static double[] Before(List<Day> days, int i, Func<Day, double> value) =>
        [.. days.Take(i).TakeLast(Around).Select(value)];

    private static double[] After(List<Day> days, int i, Func<Day, double> value) =>
        [.. days.Skip(i).Take(Around).Select(value)];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[values.Length / 2];
    }
}
