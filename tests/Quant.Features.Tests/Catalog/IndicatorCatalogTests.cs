using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Regimes;
using Quant.Specs;

namespace Quant.Features.Tests.Catalog;

public partial class IndicatorCatalogTests
{
    [Fact]
    public void Every_operator_under_Indicators_and_Regimes_is_in_its_catalogue()
    {
        var catalogued = OperatorCase.All.Select(c => c.Create().GetType().GetGenericArguments()[0]).ToHashSet();
        var written = typeof(IndicatorCatalog)
            .Assembly.GetTypes()
            .Where(type => type.IsValueType && type.GetInterfaces().Any(IsOperator))
            .ToList();
        Assert.True(written.Count >= 55);
        Assert.All(
            written,
            type => Assert.True(catalogued.Contains(type), $"{type.Name} is in no catalogue: add its definition there")
        );
    }

    [Fact]
    public void Every_catalogue_class_is_listed_in_the_catalogue()
    {
        var listed = IndicatorCatalog.All.Concat(RegimeCatalog.All).ToHashSet();
        var written = typeof(IndicatorCatalog)
            .Assembly.GetTypes()
            .Select(type => type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(IndicatorDefinition))
            .ToList();
        Assert.Equal(listed.Count, written.Count);
        Assert.All(written, property => Assert.Contains((IndicatorDefinition)property!.GetValue(null)!, listed));
    }

    [Fact]
    public void Every_indicator_lies_in_the_folder_of_its_group()
    {
        foreach (var definition in IndicatorCatalog.All)
        {
            var type = definition.Create(definition.Defaults).GetType().GetGenericArguments()[0];
            Assert.StartsWith($"Quant.Features.Indicators.{definition.Group}.", type.Namespace);
        }
    }

    [Fact]
    public void Names_are_unique_and_in_one_style()
    {
        Assert.Distinct(IndicatorCatalog.All.Select(definition => definition.Name));
        foreach (var definition in IndicatorCatalog.All)
        {
            Assert.Matches(SnakeCase(), definition.Name);
            Assert.Distinct(definition.Outputs.Select(output => output.Name));
            Assert.All(definition.Outputs, output => Assert.Matches(SnakeCase(), output.Name));
            Assert.All(definition.Parameters, parameter => Assert.Matches(CamelCase(), parameter.Name));
        }
    }

    [Fact]
    public void Every_definition_says_all_that_forms_and_help_show()
    {
        foreach (var definition in IndicatorCatalog.All.Concat(RegimeCatalog.All))
        {
            Assert.Equal(definition.Outputs.Count, definition.Create(definition.Defaults).Outputs);
            Assert.EndsWith(".", definition.Description);
            Assert.EndsWith(".", definition.Formula);
            Assert.NotEmpty(definition.Title);
            Assert.All(definition.Outputs, output => Assert.EndsWith(".", output.Description));
            Assert.All(definition.Parameters, parameter => Assert.EndsWith(".", parameter.Description));
        }
    }

    [Fact]
    public void Defaults_are_allowed_values()
    {
        foreach (var definition in IndicatorCatalog.All.Concat(RegimeCatalog.All))
        {
            var written = definition.Defaults.ToJson().Deserialize<Dictionary<string, JsonElement>>();
            Assert.Equal(definition.Defaults.Values, definition.Bind(written).Values);
        }
    }

    [Theory]
    [InlineData("rsi14", "rsi")]
    [InlineData("RSI", "rsi")]
    [InlineData("bolinger", "bollinger")]
    [InlineData("williams", "williams_r")]
    [InlineData("volume sma", "volume_sma")]
    public void An_unknown_name_is_answered_with_the_nearest_ones(string given, string meant)
    {
        var fault = Assert.Throws<BadInputException>(() => IndicatorCatalog.Get(given));
        Assert.Equal("indicator", fault.Field);
        Assert.Contains($" {meant}", fault.Allowed.Replace(",", "", StringComparison.Ordinal) + " ");
    }

    [Fact]
    public void Parameters_out_of_range_or_out_of_order_are_refused_by_name()
    {
        var macd = IndicatorCatalog.Get("macd");
        var crossed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"fast":26,"slow":12}""");
        Assert.Equal("params.fast", Assert.Throws<BadInputException>(() => macd.Bind(crossed)).Field);
        var negative = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"period":0}""");
        Assert.Equal(
            "params.period",
            Assert.Throws<BadInputException>(() => IndicatorCatalog.Get("sma").Bind(negative)).Field
        );
    }

    private static bool IsOperator(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOperator<,>);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex CamelCase();
}
