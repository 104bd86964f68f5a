using Quant.Specs;

namespace Quant.MarketData.Zones;

/// <summary>A time zone, in the arithmetic bars need: wall-clock time to UTC and back, in microseconds.</summary>
/// <remarks>
/// A wall-clock time is written as the microseconds that UTC would show if its clocks stood so. In the hour that is
/// skipped in spring it is read as if clocks had not been moved; in the hour that happens twice in autumn it is the
/// first of the two.
/// </remarks>
public abstract class ExchangeZone
{
    public static readonly ExchangeZone Utc = new UtcZone();
    public static readonly ExchangeZone NewYork = new NewYorkZone();

    /// <summary>IANA name.</summary>
    public abstract string Name { get; }

    /// <summary>Wall-clock time minus UTC at an instant, in microseconds (negative west of Greenwich).</summary>
    /// <param name="utc">Microseconds UTC.</param>
    public abstract long OffsetAt(long utc);

    /// <summary>Microseconds UTC of a wall-clock time.</summary>
    public abstract long ToUtc(long local);

    /// <summary>Wall-clock time of an instant.</summary>
    public long ToLocal(long utc) => utc + OffsetAt(utc);

    /// <summary>Midnight at the start of a date, microseconds UTC.</summary>
    public long Midnight(DateOnly date) => ToUtc(LocalMidnight(date));

    /// <summary>The date an instant falls on.</summary>
    public DateOnly DateOf(long utc) => DateOfLocal(ToLocal(utc));

    /// <summary>
    /// <c>UTC</c> and <c>America/New_York</c> need nothing of the machine; other IANA names need its time zone data.
    /// </summary>
    /// <exception cref="BadInputException">No such zone, or no data of it on this machine.</exception>
    public static ExchangeZone Parse(string name, string field = "timeZone")
    {
        if (name.Equals("UTC", StringComparison.OrdinalIgnoreCase) || name is "Z" or "Etc/UTC")
        {
            return Utc;
        }
        if (name.Equals(NewYork.Name, StringComparison.OrdinalIgnoreCase))
        {
            return NewYork;
        }
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new SystemZone(zone)
            : throw new BadInputException(field, name, "UTC, America/New_York or another IANA zone this machine knows");
    }

    public override string ToString() => Name;

    internal static long LocalMidnight(DateOnly date) => (date.DayNumber - EpochDay) * UnixMicros.PerDay;

    internal static DateOnly DateOfLocal(long local) =>
        DateOnly.FromDayNumber((int)((local - TimeOfDay(local)) / UnixMicros.PerDay) + EpochDay);

    /// <summary>Day number of 1970-01-01.</summary>
    internal const int EpochDay = 719_162;

    /// <summary>Time since midnight, never negative.</summary>
    internal static long TimeOfDay(long local)
    {
        var rest = local % UnixMicros.PerDay;
        return rest < 0 ? rest + UnixMicros.PerDay : rest;
    }

    private sealed class UtcZone : ExchangeZone
    {
        public override string Name => "UTC";

        public override long OffsetAt(long utc) => 0;

        public override long ToUtc(long local) => local;
    }
}
