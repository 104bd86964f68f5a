using System.Globalization;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Features.Catalog;
using Quant.Learning.Estimators;
using Quant.Learning.Labels;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Client.Web.Catalogue;

/// <inheritdoc cref="ICatalogueReads"/>
internal sealed class CatalogueReads : ICatalogueReads
{
    public CatalogueDto Read() =>
        new(
            [.. IndicatorCatalog.All.Select(i => Entry(i.Name, $"{i.Title}. {i.Description}", i.Parameters))],
            [.. LabelCatalog.All.Select(label => Entry(label.Kind, label.Description, label.Parameters))],
            [.. EstimatorCatalog.All.Select(e => Entry(e.Kind, e.Description, e.Parameters))],
            [Entry("rules", "How predictions become orders, fills and costs.", RuleParameters.All)]
        );

    private static CatalogueEntryDto Entry(
        string name,
        string description,
        IReadOnlyList<ParameterDefinition> parameters
    ) => new(name, description, [.. parameters.Select(ToDto)]);

    private static ParameterDto ToDto(ParameterDefinition parameter) =>
        new(
            parameter.Name,
            Words.Of(parameter.Kind),
            parameter.Default is bool flag
                ? flag
                    ? "true"
                    : "false"
                : Convert.ToString(parameter.Default, CultureInfo.InvariantCulture) ?? "",
            parameter.Description,
            double.IsFinite(parameter.Minimum) ? parameter.Minimum : null,
            double.IsFinite(parameter.Maximum) ? parameter.Maximum : null,
            parameter.Choices
        );
}
