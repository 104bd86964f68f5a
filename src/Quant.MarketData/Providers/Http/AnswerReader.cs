namespace Quant.MarketData.Providers.Http;

/// <summary>Reads an answer. The bytes are lent: nothing may hold on to them.</summary>
/// <param name="body">The whole body.</param>
/// <exception cref="MalformedAnswerException">Not a whole document of the expected shape.</exception>
public delegate T AnswerReader<out T>(ReadOnlySpan<byte> body);
