using System.Globalization;

namespace Orleans;

/// <summary>How long a caller of the method waits for its answer, instead of the configured time.</summary>
/// <param name="timeout">As <see cref="TimeSpan"/> writes it: <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
