using Quant.Specs;

namespace Quant.MarketData.Zones;

/// <summary>A zone from the machine's time zone data.</summary>
internal sealed class SystemZone(TimeZoneInfo zone) : ExchangeZone
{
    public override string Name => zone.Id;

    public override long OffsetAt(long utc) => zone.GetUtcOffset(UnixMicros.ToInstant(utc)).Ticks / 10;

    public override long ToUtc(long local)
    {
        var time = new DateTime(DateTime.UnixEpoch.Ticks + local * 10, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(time))
        {
            return local - zone.GetUtcOffset(time.AddHours(-3)).Ticks / 10;
        }
        var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
        return local - offset.Ticks / 10;
    }
}
