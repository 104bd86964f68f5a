namespace FakeAlpaca.Faults;

/// <summary>What becomes of one answer.</summary>
internal readonly record struct AnswerFault(AnswerFaultKind Kind, int Value = 0)
{
    public static readonly AnswerFault None = default;
}

internal enum AnswerFaultKind
{
    None,

    /// <summary>An error of status <see cref="AnswerFault.Value"/> instead of it.</summary>
    Status,

    /// <summary>The connection is aborted after <see cref="AnswerFault.Value"/> bytes of it.</summary>
    Cut,

    /// <summary>Its bytes are altered, drawn from the seed <see cref="AnswerFault.Value"/>.</summary>
    Malformed,
}
