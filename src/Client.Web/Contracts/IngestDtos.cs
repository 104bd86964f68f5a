namespace Quant.Client.Web.Contracts;

/// <summary>A file taken in, waiting to be imported.</summary>
/// <param name="Upload">Its id, to be named in an import.</param>
/// <param name="Bytes">Its size.</param>
public sealed record UploadDto(string Upload, long Bytes);

/// <summary>An uploaded file and what it was called.</summary>
/// <param name="Upload">Id of the upload.</param>
/// <param name="FileName">The file's own name, for messages and for what LEAN keeps in names.</param>
public sealed record UploadedFileDto(string Upload, string FileName);

/// <summary>Uploaded files of one symbol and interval to import as one.</summary>
/// <param name="Files">One CSV or LEAN zip; for LEAN minute data, one zip a day.</param>
/// <param name="Format"><c>lean</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="Interval">Interval of the bars: <c>1m</c>, <c>1h</c>, <c>1d</c>, …; <c>auto</c> lets a CSV tell it.</param>
/// <param name="Calendar"><c>XNYS</c>, <c>24x7</c>, <c>24x5</c>, or <c>auto</c>: that of the symbol, or what a CSV tells.</param>
/// <param name="TimeZone">Zone of time stamps that name none: <c>UTC</c> or <c>America/New_York</c>.</param>
/// <param name="FactorFile">The LEAN factor file; null where there is none.</param>
/// <param name="SkipBadRows">True: refuse bad rows and count them; false: the first bad row is an error.</param>
public sealed record ImportBody(
    IReadOnlyList<UploadedFileDto> Files,
    string Format,
    string Interval,
    string Calendar = "XNYS",
    string TimeZone = "UTC",
    UploadedFileDto? FactorFile = null,
    bool SkipBadRows = false
);

/// <summary>A data set that ships with the product.</summary>
/// <param name="Sample">Its name.</param>
public sealed record SampleBody(string Sample);

/// <summary>Synthetic bars to generate.</summary>
/// <param name="Sessions">Trading sessions, 1 to 4,000.</param>
public sealed record SyntheticBody(int Sessions);

/// <summary>What an import did.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Accepted">Bars of the source that were good.</param>
/// <param name="Refused">Bars refused, by reason.</param>
/// <param name="Added">Bars that were not there before.</param>
/// <param name="Replaced">Bars that replaced an earlier version of themselves.</param>
/// <param name="PartitionsWritten">Files written.</param>
/// <param name="FirstTs">Start of the symbol's first bar now, microseconds UTC.</param>
/// <param name="LastTs">Start of the symbol's last bar now, microseconds UTC.</param>
/// <param name="AlreadyDone">True when the same content had been imported before and nothing was done.</param>
/// <param name="Examples">The first refused rows in words, at most ten.</param>
public sealed record IngestReportDto(
    string Symbol,
    string Interval,
    long Accepted,
    IReadOnlyDictionary<string, long> Refused,
    long Added,
    long Replaced,
    int PartitionsWritten,
    long FirstTs,
    long LastTs,
    bool AlreadyDone,
    IReadOnlyList<string> Examples
);
