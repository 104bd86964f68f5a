namespace Quant.Grains.Interfaces.Ingest;

/// <summary>One uploaded file to import.</summary>
/// <param name="Upload">Id of the upload, as the upload store gave it; never a path.</param>
/// <param name="FileName">The file's own name, for messages and for telling .gz and .zip.</param>
/// <param name="Format"><c>lean</c> or <c>csv</c>.</param>
/// <param name="Interval">Interval of the bars: <c>1m</c>, <c>1h</c>, <c>1d</c>, …</param>
/// <param name="Calendar"><c>XNYS</c> or <c>24x7</c>.</param>
/// <param name="TimeZone">Zone of time stamps that name none: <c>UTC</c> or <c>America/New_York</c>.</param>
/// <param name="FactorUpload">Upload id of the LEAN factor file; null where there is none.</param>
/// <param name="SkipBadRows">True: refuse bad rows and count them; false: the first bad row is an error.</param>
/// <param name="SessionDate">yyyy-MM-dd, for LEAN minute files, whose rows carry no date; else null.</param>
[GenerateSerializer, Immutable, Alias("Quant.ImportRequest")]
public sealed record ImportRequest(
    [property: Id(0)] string Upload,
    [property: Id(1)] string FileName,
    [property: Id(2)] string Format,
    [property: Id(3)] string Interval,
    [property: Id(4)] string Calendar,
    [property: Id(5)] string TimeZone,
    [property: Id(6)] string? FactorUpload,
    [property: Id(7)] bool SkipBadRows,
    [property: Id(8)] string? SessionDate = null
);

/// <summary>Synthetic sessions to generate, from the generator's fixed first session on.</summary>
/// <param name="Sessions">Number of trading sessions, 1 to 5,000.</param>
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
    [property: Id(10)] IReadOnlyList<string> Examples
);
