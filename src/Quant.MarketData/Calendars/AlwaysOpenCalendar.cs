using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Calendars;

/// <summary>
/// A market that never closes. Days are cut at midnight UTC and all of their time is regular; 365 sessions a year.
/// </summary>
/// <remarks>Foreign exchange rests at weekends: see <see cref="ForexCalendar"/>.</remarks>
public sealed class AlwaysOpenCalendar : ExchangeCalendar
{
    public override string Name => "24x7";
    public override ExchangeZone Zone => ExchangeZone.Utc;
    public override DateOnly FirstDate => new(1970, 1, 1);
    public override DateOnly LastDate => new(2199, 12, 31);
    public override int SessionsPerYear => 365;
    public override int MinutesPerSession => 1440;

    public override bool IsSession(DateOnly date) => Covers(date) ? true : throw OutOfRange(date);

    public override bool IsHalfDay(DateOnly date) => Covers(date) ? false : throw OutOfRange(date);

    public override SessionHours HoursOf(DateOnly date) =>
        Covers(date) ? Hours(date, ExchangeZone.LocalMidnight(date)) : throw OutOfRange(date);

    public override bool TryFind(long ts, out SessionHours session)
    {
        if (ts < 0 || ts >= ExchangeZone.LocalMidnight(LastDate.AddDays(1)))
        {
            session = default;
            return false;
        }
        session = Hours(ExchangeZone.DateOfLocal(ts), ts - ts % UnixMicros.PerDay);
        return true;
    }

    public override bool TryOrdinaryHours(DateOnly date, out SessionHours hours)
    {
        hours = Covers(date) ? HoursOf(date) : default;
        return Covers(date);
    }

    public override string RestReason(DateOnly date) => "the market never rests";

    private static SessionHours Hours(DateOnly date, long start)
    {
        var end = start + UnixMicros.PerDay;
        return new SessionHours(date, start, start, start, end, end);
    }
}
