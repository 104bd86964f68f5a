using System.Text.Json;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Tests.Rules;

public sealed class SimulationRulesTests
{
    [Fact]
    public void An_empty_object_is_the_default_preset()
    {
        Assert.Equal(RulePresets.Default, SimulationRules.Read("{}"));
        Assert.Equal(RulePresets.Default.ToFingerprint(), SimulationRules.Read("""{"stop":0}""").ToFingerprint());
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var rules = RulePresets.Original with
        {
            Side = TradeSides.LongShort,
            Gates = [new RegimeGate("vix", [2, 3])],
            Confirmation = new Confirmation("second", 0.6),
            VolatilityScale = new VolatilityScale("vol", 20),
        };
        Assert.Equal(rules, SimulationRules.Read(rules.ToCanonicalJson()));
    }

    [Fact]
    public void Rules_that_mean_the_same_have_one_fingerprint()
    {
        var one = SimulationRules.Read(
            """{"gates":[{"column":"b","allowed":[3,1,1.0]},{"column":"a","allowed":[0]}]}"""
        );
        var other = SimulationRules.Read(
            """{"gates":[{"column":"a","allowed":[0]},{"column":"b","allowed":[1,3]}],"delayBars":1}"""
        );
        Assert.Equal(one.ToFingerprint(), other.ToFingerprint());
        Assert.Equal(one, other);
        Assert.NotEqual(one.ToFingerprint(), (one with { Stop = 0.01 }).ToFingerprint());
    }

    [Theory]
    [InlineData("""{"delayBars":0}""", "delayBars")]
    [InlineData("""{"entryThreshold":-0.1}""", "entryThreshold")]
    [InlineData("""{"entryThreshold":0.1,"exitThreshold":0.2}""", "exitThreshold")]
    [InlineData("""{"stop":1}""", "stop")]
    [InlineData("""{"leverage":0.5}""", "leverage")]
    [InlineData("""{"initialCapital":0}""", "initialCapital")]
    [InlineData("""{"confirmation":{"column":"x","minimum":1.5}}""", "confirmation.minimum")]
    [InlineData("""{"confirmation":{"column":""}}""", "confirmation.column")]
    [InlineData("""{"volatilityScale":{"column":"x","referenceBars":0}}""", "volatilityScale.referenceBars")]
    [InlineData("""{"gates":[{"column":"x","allowed":[]}]}""", "gates[0].allowed")]
    [InlineData("""{"side":"up"}""", "side")]
    [InlineData("""{"side":1}""", "side")]
    [InlineData("""{"stop":"5%"}""", "stop")]
    [InlineData("""{"stopp":1}""", "stopp")]
    public void A_field_that_cannot_be_used_is_named(string json, string field) =>
        Assert.Equal(field, Assert.Throws<BadInputException>(() => SimulationRules.Read(json)).Field);

    [Fact]
    public void Not_a_number_is_refused_in_every_numeric_field()
    {
        foreach (var property in typeof(SimulationRules).GetProperties().Where(p => p.PropertyType == typeof(double)))
        {
            var rules = new SimulationRules();
            property.SetValue(rules, double.NaN);
            var fault = Assert.Throws<BadInputException>(rules.Validated);
            Assert.Equal(property.Name, fault.Field, ignoreCase: true);
        }
    }

    [Fact]
    public void Every_field_that_is_a_single_value_is_declared_with_its_default()
    {
        var declared = RuleParameters.All.ToDictionary(parameter => parameter.Name);
        var written = JsonSerializer.SerializeToElement(new SimulationRules(), SpecJson.Options);
        foreach (var property in written.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Array))
        {
            var parameter = Assert.Contains(property.Name, (IReadOnlyDictionary<string, ParameterDefinition>)declared);
            Assert.Equal(JsonSerializer.Serialize(parameter.Default), property.Value.GetRawText());
        }
        Assert.Equal(
            written.EnumerateObject().Count(p => p.Value.ValueKind != JsonValueKind.Array) + 2,
            declared.Count
        );
    }

    [Fact]
    public void Fields_are_replaced_by_path()
    {
        var rules = RulePresets.Default with { Confirmation = new Confirmation("second") };
        var changed = rules.With(Fields("""{"stop":0.02,"confirmation.minimum":0.7,"side":"short"}"""));
        Assert.Equal((0.02, 0.7, TradeSides.Short), (changed.Stop, changed.Confirmation!.Minimum, changed.Side));
        Assert.Equal(
            "volatilityScale.referenceBars",
            Assert.Throws<BadInputException>(() => rules.With(Fields("""{"volatilityScale.referenceBars":5}"""))).Field
        );
        Assert.Equal("nothing", Assert.Throws<BadInputException>(() => rules.With(Fields("""{"nothing":5}"""))).Field);
    }

    [Fact]
    public void An_unknown_preset_is_told_which_there_are()
    {
        var fault = Assert.Throws<BadInputException>(() => RulePresets.Named("best"));
        Assert.Contains("default, original", fault.Message, StringComparison.Ordinal);
        Assert.Same(RulePresets.Original, RulePresets.Named("original"));
    }

    private static Dictionary<string, JsonElement> Fields(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
