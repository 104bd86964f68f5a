using System.Text.Json;
using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class SpecJsonTests
{
    private sealed record Inner(int Count);

    private sealed record Outer(string Name, Inner Inner, DayOfWeek Day = DayOfWeek.Monday)
    {
        public bool Flag { get; init; }
        public double Share { get; init; }
        public DateOnly? From { get; init; }
        public IReadOnlyDictionary<string, JsonElement>? Params { get; init; }
    }

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
    [InlineData("""{"name":"a","name":"b","inner":{"count":3}}""", "name")]
    [InlineData("""{"name":"a","inner":{"count":3,"count":4}}""", "inner.count")]
    [InlineData("""{"name":"a","inner":{"count":3},"params":{"x":1,"x":2}}""", "params.x")]
    [InlineData("""{"name":""", "name")]
    [InlineData("null", "spec")]
    public void What_is_wrong_is_named(string json, string field) =>
        Assert.Equal(field, Assert.Throws<BadInputException>(() => SpecJson.Read<Outer>(json, "spec")).Field);

    [Theory]
    [InlineData("""{"name":null,"inner":{"count":3}}""", "it to be given")]
    [InlineData("""{"name":"a","inner":null}""", "it to be given")]
    [InlineData("""{"name":"a","name":"b","inner":{"count":3}}""", "each field once")]
    [InlineData("""{"name":"a","inner":{"count":1.5}}""", "a whole number")]
    [InlineData("""{"name":"a","inner":{"count":1e30}}""", "a whole number")]
    [InlineData("""{"name":"a","inner":{"count":3},"share":"x"}""", "a number")]
    [InlineData("""{"name":7,"inner":{"count":3}}""", "text")]
    [InlineData("""{"name":"a","inner":{"count":3},"flag":1}""", "true or false")]
    [InlineData("""{"name":"a","inner":{"count":3},"from":"2020-13-01"}""", "a date such as 2024-03-01")]
    public void What_is_allowed_is_said(string json, string allowed) =>
        Assert.Equal(allowed, Assert.Throws<BadInputException>(() => SpecJson.Read<Outer>(json, "spec")).Allowed);

    [Fact]
    public void No_type_of_the_program_shows_in_a_message()
    {
        var faults = new[]
        {
            """{"name":1,"inner":{"count":3}}""",
            """{"inner":{"count":3}}""",
            """{"x":1}""",
            """{"name":null,"inner":{"count":3}}""",
            """{"name":"a","inner":null}""",
            """{"name":"a","name":"b"}""",
            """{"name":"a","inner":{"count":1.5}}""",
        }.Select(json => Assert.Throws<BadInputException>(() => SpecJson.Read<Outer>(json, "spec")).Message);
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
