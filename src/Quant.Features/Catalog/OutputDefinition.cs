namespace Quant.Features.Catalog;

/// <summary>One value an indicator yields per bar.</summary>
/// <param name="Name">snake_case, unique within the indicator; <c>value</c> where there is just one.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Description">One line: its meaning, bounds, and its value where the formula divides by zero.</param>
public sealed record OutputDefinition(string Name, Unit Unit, string Description);
