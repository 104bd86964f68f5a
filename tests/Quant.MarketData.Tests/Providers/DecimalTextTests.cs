using System.Globalization;
using System.Text;
using Quant.MarketData.Providers.Text;

namespace Quant.MarketData.Tests.Providers;

public sealed class DecimalTextTests
{
    [Fact]
    public void Random_decimals_are_read_to_the_same_double_as_the_platform_reads()
    {
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
        {
            var digits = random.Next(1, 24);
            var text = new StringBuilder(random.Next(4) == 0 ? "-" : "");
            var point = random.Next(digits + 1);
            for (var d = 0; d < digits; d++)
            {
                text.Append(d == point ? "." : "").Append((char)('0' + random.Next(10)));
            }
            var expected = double.Parse(text.ToString(), CultureInfo.InvariantCulture);
            Assert.True(DecimalText.TryParse(Encoding.UTF8.GetBytes(text.ToString()), out var actual), text.ToString());
            Assert.True(
                BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
                text.ToString()
            );
        }
    }
}
