namespace Quant.Learning.Models;

/// <summary>The rows a model was trained on.</summary>
/// <param name="Rows">How many.</param>
/// <param name="First">Start of the first bar, microseconds UTC.</param>
/// <param name="Last">Start of the last bar, microseconds UTC; its label is known later.</param>
/// <param name="LabelsKnown">Start of the bar at whose close the last label was known, microseconds UTC.</param>
public sealed record TrainedRange(int Rows, long First, long Last, long LabelsKnown);
