using System.Text.Json;
using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class ParametersTests
{
    private static readonly ParameterDefinition[] s_definitions =
    [
        ParameterDefinition.Integer("period", 14, 2, 5000, "bars"),
        ParameterDefinition.Number("width", 2.0, 0.1, 10, "standard deviations"),
        ParameterDefinition.Choice("kind", "simple", ["simple", "wilder"], "smoothing"),
        ParameterDefinition.Flag("log", false, "logarithmic"),
    ];

    private static Parameters Bind(string json) =>
        Parameters.Bind(
            s_definitions,
            JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json),
            "f[2].params"
        );

    [Fact]
    public void Defaults_are_filled_in_so_that_writing_them_out_changes_nothing()
    {
        var written = Bind("""{"period":14.0,"width":2,"kind":"simple","log":false}""");
        Assert.Equal(Fingerprint.Of(Bind("{}").ToJson()), Fingerprint.Of(written.ToJson()));
        Assert.Equal(14, written.Int("period"));
        Assert.Equal(2.0, written.Number("width"));
    }

    [Theory]
    [InlineData("""{"period":1}""", "f[2].params.period", "1", "an integer from 2 to 5000")]
    [InlineData("""{"period":2.5}""", "f[2].params.period", "2.5", "an integer from 2 to 5000")]
    [InlineData("""{"period":"14"}""", "f[2].params.period", "'14'", "an integer from 2 to 5000")]
    [InlineData("""{"width":1e400}""", "f[2].params.width", "'1e400'", "a number from 0.1 to 10")]
    [InlineData("""{"kind":"cubic"}""", "f[2].params.kind", "'cubic'", "one of simple, wilder")]
    [InlineData("""{"log":1}""", "f[2].params.log", "1", "true or false")]
    [InlineData("""{"perod":14}""", "f[2].params.perod", "14", "one of the parameters period, width, kind, log")]
    public void What_is_wrong_is_named(string json, string field, string value, string allowed)
    {
        var fault = Assert.Throws<BadInputException>(() => Bind(json));
        Assert.Equal((field, allowed), (fault.Field, fault.Allowed));
        Assert.Equal(value.Trim('\''), fault.Value.Trim('\''));
        Assert.Contains(field, fault.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, fault.Message, StringComparison.Ordinal);
    }
}
