using System.Globalization;

namespace Quant.Client.Web.Studies;

/// <summary>The probability of backtest overfitting in plain words.</summary>
internal static class LuckReading
{
    /// <param name="probability">The probability; null where it could not be computed.</param>
    /// <param name="trials">Trials that were looked at.</param>
    /// <param name="whyNot">Why it could not be computed; null where that is not known.</param>
    public static string Of(double? probability, long trials, string? whyNot)
    {
        if (probability is not { } value || !double.IsFinite(value))
        {
            return whyNot is null
                ? "The probability of overfitting has not been computed."
                : $"The probability of overfitting cannot be told: {whyNot}.";
        }
        var times = Math.Round(value * 100).ToString(CultureInfo.InvariantCulture);
        var fact =
            $"Of 100 ways to halve the time, in about {times} the trial that was best in one half ended in the lower "
            + "half of all trials in the other.";
        var advice = value switch
        {
            < 0.1 => "What is best here tends to stay best.",
            < 0.3 => "Choosing helps, but the first place is not much more likely to be the best than its neighbours.",
            < 0.6 => "That is close to a coin toss: choosing the best of these trials says little about the future.",
            _ => "Worse than a coin toss: what looked best here tends to do worse afterwards.",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{fact} {advice} {trials} trials were looked at.");
    }
}
