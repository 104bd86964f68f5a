namespace Quant.Simulation.Runs;

/// <summary>The one order there may be.</summary>
/// <param name="FillBar">Bar of the range it fills in.</param>
/// <param name="Exit">Whether it closes the position.</param>
/// <param name="EntrySide">The position it opens: 1 long, -1 short, 0 none.</param>
internal readonly record struct PendingOrder(int FillBar, bool Exit, int EntrySide);
