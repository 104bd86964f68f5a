namespace Quant.MarketData.Providers.Http;

/// <summary>An answer that is not a whole JSON document of the expected shape: cut off, or something else altogether.</summary>
/// <param name="reason">What was expected and what stands there.</param>
/// <param name="cause">The fault of the JSON reader, where there is one.</param>
public sealed class MalformedAnswerException(string reason, Exception? cause = null) : Exception(reason, cause);
