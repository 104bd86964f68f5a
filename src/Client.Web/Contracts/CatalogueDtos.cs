namespace Quant.Client.Web.Contracts;

/// <summary>Everything a spec can name, with its parameters.</summary>
/// <param name="Indicators">Features.</param>
/// <param name="Labels">What models predict.</param>
/// <param name="Estimators">How they learn.</param>
/// <param name="Rules">Groups of rules of a simulation.</param>
public sealed record CatalogueDto(
    IReadOnlyList<CatalogueEntryDto> Indicators,
    IReadOnlyList<CatalogueEntryDto> Labels,
    IReadOnlyList<CatalogueEntryDto> Estimators,
    IReadOnlyList<CatalogueEntryDto> Rules
);

/// <summary>One thing a spec can name.</summary>
/// <param name="Name">As it stands in a spec.</param>
/// <param name="Description">What it is.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record CatalogueEntryDto(string Name, string Description, IReadOnlyList<ParameterDto> Parameters);

/// <summary>One parameter.</summary>
/// <param name="Name">As it stands in a spec.</param>
/// <param name="Kind"><c>integer</c>, <c>number</c>, <c>choice</c> or <c>flag</c>.</param>
/// <param name="Default">Its default, as it would be written.</param>
/// <param name="Description">What it does and in which unit.</param>
/// <param name="Minimum">Least value, inclusive; null where there is none.</param>
/// <param name="Maximum">Greatest value, inclusive; null where there is none.</param>
/// <param name="Choices">The words allowed; empty for other kinds.</param>
public sealed record ParameterDto(
    string Name,
    string Kind,
    string Default,
    string Description,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string> Choices
);
