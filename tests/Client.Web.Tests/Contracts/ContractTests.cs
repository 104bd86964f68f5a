using System.Collections;
using System.Reflection;
using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;

namespace Quant.Client.Web.Tests.Contracts;

public sealed class ContractTests
{
    private static readonly Type[] s_contracts =
    [
        .. typeof(StatusDto)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(StatusDto).Namespace && type.IsPublic),
    ];

    [Fact]
    public void No_number_of_a_contract_is_without_a_way_to_say_that_it_is_missing()
    {
        var found = s_contracts
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => Mentions(property.PropertyType))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
        Assert.Empty(found);
        Assert.NotEmpty(s_contracts);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_a_finite_number_is_null(double value)
    {
        var metrics = new PeriodMetricsDto(value, null, null, null, null, null, null);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(metrics, ApiJson.Options));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("sharpe").ValueKind);
        var series = JsonSerializer.Serialize(new double?[] { value, 1.5, null }, ApiJson.Options);
        Assert.Equal("[null,1.5,null]", series);
    }

    [Theory]
    [InlineData("""{"sample":"SPX","extra":1}""")]
    [InlineData("""{"Sample":"SPX"}""")]
    [InlineData("""{"sample":null}""")]
    [InlineData("""{}""")]
    public void Unknown_missing_and_null_members_are_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SampleBody>(json, ApiJson.Options));

    [Fact]
    public void Numbers_are_not_read_from_text() =>
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<SyntheticBody>("""{"sessions":"5"}""", ApiJson.Options)
        );

    /// <summary>True where the type holds a plain double anywhere, which JSON could not write as missing.</summary>
    private static bool Mentions(Type type) =>
        type == typeof(double)
        || type == typeof(float)
        || (type.IsArray && Mentions(type.GetElementType()!))
        || (
            type.IsGenericType
            && type.GetGenericTypeDefinition() != typeof(Nullable<>)
            && type.IsAssignableTo(typeof(IEnumerable))
            && type.GetGenericArguments().Any(Mentions)
        );
}
