namespace Quant.Grains.Interfaces.Ingest;

/// <summary>One uploaded file.</summary>
/// <param name="Upload">Id of the upload, as the upload store gave it; never a path.</param>
/// <param name="FileName">The file's own name, for messages and for what LEAN keeps in names; never a path.</param>
[GenerateSerializer, Immutable, Alias("Quant.UploadedFile")]
public sealed record UploadedFile([property: Id(0)] string Upload, [property: Id(1)] string FileName);

/// <summary>Uploaded files of one symbol and interval to import as one.</summary>
/// <param name="Files">One CSV or LEAN zip; for LEAN minute data, one zip a day.</param>
/// <param name="Format"><c>lean</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="Interval">Interval of the bars: <c>1m</c>, <c>1h</c>, <c>1d</c>, …</param>
/// <param name="Calendar"><c>XNYS</c>, <c>24x7</c>, <c>24x5</c>, or <c>auto</c>: that of the symbol, or what a CSV tells.</param>
/// <param name="TimeZone">Zone of time stamps that name none: <c>UTC</c> or <c>America/New_York</c>.</param>
/// <param name="FactorFile">The LEAN factor file; null where there is none.</param>
/// <param name="SkipBadRows">True: refuse bad rows and count them; false: the first bad row is an error.</param>
[GenerateSerializer, Immutable, Alias("Quant.ImportRequest")]
public sealed record ImportRequest(
    IReadOnlyList<UploadedFile> Files,
    [property: Id(1)] string Format,
    [property: Id(2)] string Interval,
    [property: Id(3)] string Calendar,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] UploadedFile? FactorFile,
    [property: Id(6)] bool SkipBadRows
)
{
    /// <summary>One CSV or LEAN zip; for LEAN minute data, one zip a day.</summary>
    [Id(0)]
    public IReadOnlyList<UploadedFile> Files
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Files);
}

/// <summary>Synthetic sessions to generate, from the generator's fixed first session on.</summary>
/// <param name="Sessions">Number of trading sessions, 1 to 4,000.</param>
[GenerateSerializer, Immutable, Alias("Quant.SyntheticRequest")]
public sealed record SyntheticRequest([property: Id(0)] int Sessions);

/// <summary>What an import did.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Accepted">Bars the source held that were good.</param>
/// <param name="Refused">Bars refused, by reason.</param>
/// <param name="Added">Bars that were not there before.</param>
/// <param name="Replaced">Bars that replaced an earlier version of themselves.</param>
/// <param name="PartitionsWritten">Files written.</param>
/// <param name="FirstTs">Time of the symbol's first bar now, microseconds UTC.</param>
/// <param name="LastTs">Time of the symbol's last bar now, microseconds UTC.</param>
/// <param name="AlreadyDone">True when the same content had been imported before and nothing was done.</param>
/// <param name="Examples">The first refused rows in words, at most ten.</param>
[GenerateSerializer, Immutable, Alias("Quant.IngestReport")]
public sealed record IngestReport(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Interval,
    [property: Id(2)] long Accepted,
    [property: Id(3)] IReadOnlyDictionary<string, long> Refused,
    [property: Id(4)] long Added,
    [property: Id(5)] long Replaced,
    [property: Id(6)] int PartitionsWritten,
    [property: Id(7)] long FirstTs,
    [property: Id(8)] long LastTs,
    [property: Id(9)] bool AlreadyDone,
    IReadOnlyList<string> Examples
)
{
    /// <summary>The first refused rows in words, at most ten.</summary>
    [Id(10)]
    public IReadOnlyList<string> Examples
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Examples);
}
