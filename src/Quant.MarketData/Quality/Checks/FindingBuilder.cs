namespace Quant.MarketData.Quality.Checks;

/// <summary>Counts places and keeps the first few as examples.</summary>
/// <param name="info">The check.</param>
internal sealed class FindingBuilder(CheckInfo info)
{
    private readonly List<FindingExample> _examples = [];
    private long? _firstTs;
    private long? _lastTs;

    /// <summary>Bars added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds bars from one start to another; the text is asked for only if it is kept.</summary>
    public void Add(long fromTs, long lastTs, long bars, Func<string> text)
    {
        Count += bars;
        _firstTs ??= fromTs;
        _lastTs = lastTs;
        if (_examples.Count < Finding.Kept)
        {
            _examples.Add(new FindingExample(fromTs, text()));
        }
    }

    public void Add(long ts, Func<string> text) => Add(ts, ts, 1, text);

    /// <summary>The finding; none when nothing was added.</summary>
    public IEnumerable<Finding> Build(FindingSeverity severity, Func<string> message, OfferedFix? fix = null)
    {
        if (Count > 0)
        {
            yield return new Finding(info.Name, severity, Count, _firstTs, _lastTs, _examples, message(), fix);
        }
    }
}
