using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class UnixMicrosTests
{
    [Fact]
    public void Instants_survive_to_the_microsecond()
    {
        var instant = new DateTimeOffset(2024, 3, 10, 9, 30, 0, 123, 456, TimeSpan.FromHours(-4));
        Assert.Equal(instant, UnixMicros.ToInstant(UnixMicros.From(instant)));
        Assert.Equal(0, UnixMicros.From(DateTimeOffset.UnixEpoch));
        Assert.Equal(-1, UnixMicros.From(DateTimeOffset.UnixEpoch.AddMicroseconds(-1)));
        Assert.Equal("2024-03-10T13:30:00Z", UnixMicros.Format(UnixMicros.From(instant)));
    }
}
