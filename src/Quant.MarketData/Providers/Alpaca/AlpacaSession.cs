namespace Quant.MarketData.Providers.Alpaca;

/// <summary>A session of Alpaca's calendar.</summary>
/// <param name="Date">The date in New York.</param>
/// <param name="Open">Regular open, microseconds UTC.</param>
/// <param name="Close">Regular close, microseconds UTC.</param>
public readonly record struct AlpacaSession(DateOnly Date, long Open, long Close);
