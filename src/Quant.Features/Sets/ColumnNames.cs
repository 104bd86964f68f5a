using System.Globalization;
using Quant.Features.Catalog;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>How columns are called.</summary>
internal static class ColumnNames
{
    private const int MaxLength = 80;

    /// <summary>
    /// Indicator, parameters in the order of their definitions (words only where they differ from the default), source
    /// where it is not the close, context symbol: <c>rsi_14</c>, <c>atr_14_simple</c>, <c>sma_20_volume</c>,
    /// <c>rsi_14_QQQ</c>. An output's name comes before the symbol: <c>macd_12_26_9_signal_QQQ</c>.
    /// </summary>
    public static string Default(
        IndicatorDefinition definition,
        Parameters parameters,
        string? source,
        string? output,
        Symbol? context
    )
    {
        var parts = new List<string> { definition.Name };
        foreach (var parameter in definition.Parameters)
        {
            var value = parameters.Values[parameter.Name];
            if (parameter.Kind is ParameterKind.Integer or ParameterKind.Number || !value.Equals(parameter.Default))
            {
                parts.Add(value is bool ? parameter.Name : Convert.ToString(value, CultureInfo.InvariantCulture)!);
            }
        }
        if (source is not null and not SourceColumn.Default)
        {
            parts.Add(source);
        }
        if (output is not null)
        {
            parts.Add(output);
        }
        if (context is { } symbol)
        {
            parts.Add(symbol.ToString());
        }
        return string.Join('_', parts);
    }

    /// <summary>Checks a name that a user gave.</summary>
    /// <exception cref="BadInputException">Empty, too long, or with characters a column name may not have.</exception>
    public static string Check(string name, string field)
    {
        var fits =
            name.Length is >= 1 and <= MaxLength
            && (char.IsAsciiLetter(name[0]) || name[0] == '_')
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '^' or '=' or '/');
        return fits
            ? name
            : throw new BadInputException(
                field,
                name,
                $"1 to {MaxLength} letters, digits and _ . - ^ = /, starting with a letter or _"
            );
    }
}
