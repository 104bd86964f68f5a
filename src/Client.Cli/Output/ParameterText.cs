using System.Globalization;
using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Specs;

namespace Quant.Client.Cli.Output;

/// <summary>Parameters as help and catalogues show them.</summary>
internal static class ParameterText
{
    public static ParameterDto ToDto(ParameterDefinition parameter) =>
        new(
            parameter.Name,
            JsonNamingPolicy.CamelCase.ConvertName(parameter.Kind.ToString()),
            Default(parameter),
            parameter.Description,
            double.IsFinite(parameter.Minimum) ? parameter.Minimum : null,
            double.IsFinite(parameter.Maximum) ? parameter.Maximum : null,
            parameter.Choices
        );

    /// <summary>The default as a spec writes it.</summary>
    public static string Default(ParameterDefinition parameter) =>
        parameter.Default is bool flag
            ? flag
                ? "true"
                : "false"
            : Convert.ToString(parameter.Default, CultureInfo.InvariantCulture) ?? "";

    /// <summary>What is allowed, in few characters: <c>2…5000</c>, <c>a|b</c>.</summary>
    public static string Range(ParameterDefinition parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Choice => string.Join('|', parameter.Choices),
            ParameterKind.Flag => "true|false",
            _ => string.Create(CultureInfo.InvariantCulture, $"{parameter.Minimum}…{parameter.Maximum}"),
        };
}
