using Quant.Specs;

namespace Quant.Client.Web.Events;

/// <summary>What a client of the stream wants to hear of.</summary>
/// <param name="Kind"><c>status</c>, <c>work</c>, <c>cluster</c>, <c>ingest</c>, <c>studies</c>, <c>study</c> or <c>trials</c>.</param>
/// <param name="Id">The study, for the last two; empty otherwise.</param>
internal readonly record struct EventTopic(string Kind, string Id)
{
    public const string Status = "status";
    public const string Work = "work";
    public const string Cluster = "cluster";
    public const string Ingest = "ingest";
    public const string Studies = "studies";
    public const string Study = "study";
    public const string Trials = "trials";

    /// <summary>Most topics one client may name.</summary>
    public const int Most = 32;

    private const string Allowed =
        "status, work, cluster, ingest, studies, study:<id>, trials:<id>, separated by commas";

    public override string ToString() => Id.Length == 0 ? Kind : $"{Kind}:{Id}";

    /// <summary>Reads <c>status,study:abc</c>; null or empty means status and work.</summary>
    /// <exception cref="BadInputException">A topic that does not exist, or too many.</exception>
    public static IReadOnlyList<EventTopic> ParseList(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [new(Status, ""), new(Work, "")];
        }
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > Most)
        {
            throw new BadInputException("topics", $"{parts.Length} topics", $"at most {Most}");
        }
        return [.. parts.Select(Parse).Distinct()];
    }

    private static EventTopic Parse(string text)
    {
        var colon = text.IndexOf(':');
        return (colon < 0 ? text : text[..colon], colon < 0 ? "" : text[(colon + 1)..]) switch
        {
            (Status or Work or Cluster or Ingest or Studies, "") => new EventTopic(text, ""),
            (Study or Trials, { Length: > 0 and <= 128 } id) => new EventTopic(text[..colon], id),
            _ => throw new BadInputException("topics", text, Allowed),
        };
    }
}
