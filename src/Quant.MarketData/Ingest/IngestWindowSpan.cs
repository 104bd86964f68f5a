namespace Quant.MarketData.Ingest;

/// <summary>A stretch of time that is asked for, judged and stored as one.</summary>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
public readonly record struct IngestWindowSpan(long FromTs, long ToTs);
