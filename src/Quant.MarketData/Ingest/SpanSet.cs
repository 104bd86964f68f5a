namespace Quant.MarketData.Ingest;

/// <summary>Stretches of time joined where they touch or overlap, to tell whether all of another is among them.</summary>
public sealed class SpanSet
{
    private readonly List<IngestWindowSpan> _spans = [];

    /// <param name="spans">In any order; empty ones do not count.</param>
    public SpanSet(IEnumerable<IngestWindowSpan> spans)
    {
        foreach (var span in spans.Where(s => s.FromTs < s.ToTs).OrderBy(s => s.FromTs))
        {
            if (_spans.Count > 0 && span.FromTs <= _spans[^1].ToTs)
            {
                _spans[^1] = _spans[^1] with { ToTs = Math.Max(_spans[^1].ToTs, span.ToTs) };
            }
            else
            {
                _spans.Add(span);
            }
        }
    }

    /// <summary>The joined stretches, by time.</summary>
    public IReadOnlyList<IngestWindowSpan> Spans => _spans;

    /// <summary>True when all of a stretch is among them.</summary>
    public bool Covers(IngestWindowSpan span) =>
        span.FromTs >= span.ToTs || _spans.Exists(s => s.FromTs <= span.FromTs && s.ToTs >= span.ToTs);

    /// <summary>What is left of a stretch when the part of its start that is among them is taken away.</summary>
    public IngestWindowSpan WithoutStartOf(IngestWindowSpan span)
    {
        var at = _spans.FindIndex(s => s.FromTs <= span.FromTs && s.ToTs > span.FromTs);
        return at < 0 ? span : span with { FromTs = Math.Min(_spans[at].ToTs, span.ToTs) };
    }
}
