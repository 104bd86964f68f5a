using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{ "a" : [ 1.0 , 14e0, -0.0 ] }""", """{"a":[1,14,0]}""")]
    [InlineData("""{"x":0.1,"y":1e-7,"z":1e300}""", """{"x":0.1,"y":1E-07,"z":1E+300}""")]
    [InlineData("""{"é":"\u00e9","q":"\"\\\n"}""", """{"q":"\"\\\u000a","é":"é"}""")]
    [InlineData("[null,true,false,[],{}]", "[null,true,false,[],{}]")]
    [InlineData("9007199254740993", "9007199254740993")]
    public void One_meaning_has_one_text(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonNode.Parse(json)));

    [Fact]
    public void A_number_too_large_for_a_double_is_refused_by_its_path()
    {
        var fault = Assert.Throws<BadInputException>(() => CanonicalJson.Of(JsonNode.Parse("""{"a":[1,1e999]}""")));
        Assert.Equal("a[1]", fault.Field);
    }

    [Fact]
    public void Every_finite_double_survives()
    {
        Prop.ForAll<double>(value =>
                !double.IsFinite(value)
                || JsonNode.Parse(CanonicalJson.Of(JsonValue.Create(value)))!.GetValue<double>() == value
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Canonical_text_is_its_own_canonical_form()
    {
        const string Text = """{"a":[1,2.5,{"k":"v"}],"b":null}""";
        Assert.Equal(Text, CanonicalJson.Of(JsonNode.Parse(CanonicalJson.Of(JsonNode.Parse(Text)))));
    }
}
