using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class SpecJsonTests
{
    private sealed record Inner(int Count);

    private sealed record Outer(string Name, Inner Inner, DayOfWeek Day = DayOfWeek.Monday);

    [Fact]
    public void A_spec_is_read_as_documented()
    {
        var spec = SpecJson.Read<Outer>(
            """{ "name": "a", "inner": { "count": 3 }, "day": "friday", /* why */ }""",
            "spec"
        );
        Assert.Equal(new Outer("a", new Inner(3), DayOfWeek.Friday), spec);
    }

    [Theory]
    [InlineData("""{"name":"a","inner":{"count":"3"}}""", "inner.count")]
    [InlineData("""{"name":"a","inner":{"count":3,"extra":1}}""", "inner.extra")]
    [InlineData("""{"name":null,"inner":{"count":3}}""", "name")]
    [InlineData("""{"inner":{"count":3}}""", "name")]
    [InlineData("""{"name":"a","inner":{}}""", "inner.count")]
    [InlineData("""{"name":"a","inner":{"count":3},"extra":1}""", "extra")]
    [InlineData("""{"name":"a","inner":{"count":3},"day":5}""", "day")]
    [InlineData("""{"name":""", "name")]
    [InlineData("null", "spec")]
    public void What_is_wrong_is_named(string json, string field) =>
        Assert.Equal(field, Assert.Throws<BadInputException>(() => SpecJson.Read<Outer>(json, "spec")).Field);

    [Fact]
    public void No_type_of_the_program_shows_in_a_message()
    {
        var faults = new[] { """{"name":1,"inner":{"count":3}}""", """{"inner":{"count":3}}""", """{"x":1}""" }.Select(
            json => Assert.Throws<BadInputException>(() => SpecJson.Read<Outer>(json, "spec")).Message
        );
        Assert.All(faults, message => Assert.DoesNotContain("System", message, StringComparison.Ordinal));
        Assert.All(faults, message => Assert.DoesNotContain("Outer", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_spec_written_and_read_again_has_the_same_fingerprint()
    {
        var spec = new Outer("a", new Inner(3));
        Assert.Equal(Fingerprint.Of(spec), Fingerprint.Of(SpecJson.Read<Outer>(SpecJson.Write(spec), "spec")));
    }
}
