using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Labels;

/// <summary>A label as data: what forms, help, validation and search spaces are made of.</summary>
/// <param name="Kind">Its name in a spec, camelCase.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Task">Whether it asks for a number or a class.</param>
/// <param name="Parameters">Its parameters; all labels have <c>horizon</c> and <c>delay</c>.</param>
/// <param name="Make">Labels a series.</param>
public sealed record LabelDefinition(
    string Kind,
    string Title,
    string Description,
    TaskKind Task,
    IReadOnlyList<ParameterDefinition> Parameters,
    Func<BarSeries, Parameters, LabelSeries> Make
)
{
    /// <summary>Checks what no single parameter's range can say.</summary>
    /// <exception cref="BadInputException">An entry price from before the decision.</exception>
    internal void Check(Parameters parameters, string path)
    {
        if (parameters.Int("delay") == 0 && parameters.Choice("price") != "close")
        {
            throw new BadInputException(
                $"{path}.price",
                parameters.Choice("price"),
                "close where delay is 0: the bar's other prices are past when it closes"
            );
        }
    }
}
