using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>Says why bars are missing. Runs must come in ascending time.</summary>
internal sealed class GapJudge(ExchangeCalendar calendar, Interval interval, MissingRuns scanned, GapEvidence evidence)
{
    private const int HaltMinutes = 5;
    private const int OtherMinutes = 30;
    private const double OtherwiseTraded = 0.95;
    private const string NobodyAsked = "no source was asked after these bars had closed";
    private const string Inferred =
        "inferred: nothing for 5 minutes or more, in a session with bars in 95 % of its other minutes";

    private readonly bool[] _silent = SilentSessions.Of(scanned.Days);
    private readonly HaltTimes _halts = new(evidence.Halts, calendar);
    private readonly AskedCoverage _pre = new(evidence.Asked, TradingSessions.Pre, calendar, interval);
    private readonly AskedCoverage _regular = new(evidence.Asked, TradingSessions.Regular, calendar, interval);
    private readonly AskedCoverage _post = new(evidence.Asked, TradingSessions.Post, calendar, interval);

    /// <summary>Adds the gaps of a run: one for each stretch of it with one reason.</summary>
    public void Judge(in MissingRun run, List<Gap> gaps)
    {
        var day = scanned.Days[run.Day];
        if (run.Rests)
        {
            var rest = calendar.RestReason(day.Date);
            gaps.Add(new Gap(run.From, run.To, run.Bars, GapKind.Holiday, run.Tag, rest));
            return;
        }
        var asked = run.Tag switch
        {
            SessionTag.Pre => _pre,
            SessionTag.Post => _post,
            _ => _regular,
        };
        var haltLike = LooksLikeHalt(run, day);
        var (from, bars, kind, reason) = (run.From, 0, GapKind.NoTrade, "");
        for (var (i, place) = (0, run.From); i < run.Bars; i++, place += interval.Micros)
        {
            var (thisKind, thisReason) = Reason(place, day.Session, asked, _silent[run.Day], haltLike);
            if (bars > 0 && (thisKind != kind || thisReason != reason))
            {
                gaps.Add(new Gap(from, place, bars, kind, run.Tag, reason));
                (from, bars) = (place, 0);
            }
            (bars, kind, reason) = (bars + 1, thisKind, thisReason);
        }
        gaps.Add(new Gap(from, run.To, bars, kind, run.Tag, reason));
    }

    private (GapKind Kind, string Reason) Reason(
        long place,
        in SessionHours session,
        AskedCoverage asked,
        bool silent,
        bool haltLike
    )
    {
        var end = Math.Max(place + 1, ExchangeCalendar.BarEnd(session, place, interval));
        var start = interval.IsDaily ? session.Open : place;
        if (_halts.ReasonAt(start, end) is { } halt)
        {
            return (GapKind.Halt, halt);
        }
        return asked.At(place) switch
        {
            null => (GapKind.ProviderGap, NobodyAsked),
            { Askings: < 2 } answer when silent => (GapKind.ProviderGap, answer.Implausible),
            _ when haltLike => (GapKind.Halt, Inferred),
            var answer => (GapKind.NoTrade, answer.NoTrade),
        };
    }

    private bool LooksLikeHalt(in MissingRun run, in ScannedDay day)
    {
        if (interval != Interval.Minute1 || run.Tag != SessionTag.Regular || run.Bars < HaltMinutes || !run.Settled)
        {
            return false;
        }
        var others = day.RegularExpected - run.Bars;
        return others >= OtherMinutes && day.RegularPresent >= OtherwiseTraded * others;
    }
}
