using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Features.Catalog;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Features;

/// <summary>An indicator as the catalogue shows it.</summary>
/// <param name="Name">As it stands in a spec.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Title">Its name in words.</param>
/// <param name="Description">What it says of the market.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Outputs">The values it yields.</param>
internal sealed record IndicatorEntry(
    string Name,
    string Group,
    string Title,
    string Description,
    string Formula,
    IReadOnlyList<ParameterDto> Parameters,
    IReadOnlyList<IndicatorOutput> Outputs
)
{
    public static IndicatorEntry Of(IndicatorDefinition definition) =>
        new(
            definition.Name,
            definition.Group.ToString(),
            definition.Title,
            definition.Description,
            definition.Formula,
            [.. definition.Parameters.Select(ParameterText.ToDto)],
            [.. definition.Outputs.Select(o => new IndicatorOutput(o.Name, o.Unit.ToString(), o.Description))]
        );
}

/// <summary>A value an indicator yields.</summary>
internal sealed record IndicatorOutput(string Name, string Unit, string Description);
