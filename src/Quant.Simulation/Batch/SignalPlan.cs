namespace Quant.Simulation.Batch;

/// <summary>Where one configuration's signals are, as bitmaps shared by all that have the same.</summary>
/// <param name="Entries">Bars whose signal calls for an entry and passes every gate.</param>
/// <param name="LongExits">Bars whose signal closes a long position; null: none does.</param>
/// <param name="ShortExits">Bars whose signal closes a short position; null: none does.</param>
internal sealed record SignalPlan(Bitmap Entries, Bitmap? LongExits, Bitmap? ShortExits);
