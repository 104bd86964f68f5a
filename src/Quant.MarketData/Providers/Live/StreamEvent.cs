using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Live;

/// <summary>Something a stream tells.</summary>
public abstract record StreamEvent;

/// <summary>A closed minute bar, or a later version of one.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bar">The bar, not yet judged.</param>
/// <param name="Revised">True when it replaces a bar sent before.</param>
public sealed record StreamBar(Symbol Symbol, Bar Bar, bool Revised) : StreamEvent;

/// <summary>The day so far: a daily bar that is not closed, and is never to be stored as one that is.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bar">The bar, stamped midnight in the exchange's zone.</param>
public sealed record StreamDailyBar(Symbol Symbol, Bar Bar) : StreamEvent;

/// <summary>Trading in a symbol was halted or goes on.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Ts">When, microseconds UTC.</param>
/// <param name="Halted">True from the halt on, false when trading resumes.</param>
/// <param name="Reason">The provider's words.</param>
public sealed record StreamHalt(Symbol Symbol, long Ts, bool Halted, string Reason) : StreamEvent;

/// <summary>The stream is connected and subscribed.</summary>
/// <param name="MissedFromTs">
/// Start of what may have been missed, microseconds UTC: the last message before the drop; null at the first connection.
/// </param>
public sealed record StreamConnected(long? MissedFromTs) : StreamEvent;

/// <summary>An entry that could not be read.</summary>
/// <param name="Reason">What was wrong with it.</param>
public sealed record StreamUnreadable(string Reason) : StreamEvent;

/// <summary>The connection was lost; the stream connects again by itself.</summary>
/// <param name="Reason">Why, in words.</param>
public sealed record StreamDisconnected(string Reason) : StreamEvent;
