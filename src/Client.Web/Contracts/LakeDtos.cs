namespace Quant.Client.Web.Contracts;

/// <summary>A query over the lake and the catalog, read only.</summary>
/// <param name="Sql">One statement.</param>
/// <param name="MaxRows">Most rows to answer, 1 to 100,000.</param>
public sealed record SqlBody(string Sql, int MaxRows = 1000);

/// <summary>Rows of a query.</summary>
/// <param name="Columns">Names and types.</param>
/// <param name="Rows">Values: null, true or false, number, or text. NaN and infinities are null.</param>
/// <param name="Truncated">True when there were more rows.</param>
/// <param name="ElapsedMs">Time the query took.</param>
/// <param name="Warnings">Files that were left out since they are missing or torn, each with the reason.</param>
public sealed record SqlResultDto(
    IReadOnlyList<SqlColumnDto> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    bool Truncated,
    double? ElapsedMs,
    IReadOnlyList<string> Warnings
);

/// <summary>A column of a query.</summary>
public sealed record SqlColumnDto(string Name, string Type);

/// <summary>A file of the lake that holds a partition now.</summary>
/// <param name="Dataset">Its family of partitions.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Period">Its period: a month, a year, or <c>all</c>.</param>
/// <param name="File">Path below the lake's root.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="FirstTs">First row, microseconds UTC.</param>
/// <param name="LastTs">Last row, microseconds UTC.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Generation">How often the partition has been written.</param>
public sealed record LakeFileDto(
    string Dataset,
    string Symbol,
    string Period,
    string File,
    long Rows,
    long FirstTs,
    long LastTs,
    long Bytes,
    long Generation
);

/// <summary>What a check of every file found.</summary>
/// <param name="Files">Files that were read.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Problems">What is wrong; empty when all is sound.</param>
public sealed record LakeCheckDto(long Files, long Bytes, IReadOnlyList<LakeProblemDto> Problems);

/// <summary>One thing that is wrong.</summary>
/// <param name="File">The file, below the lake's root; empty for the catalog itself.</param>
/// <param name="Kind">What it is: <c>missing</c>, <c>torn</c>, <c>altered</c>, <c>orphan</c>, <c>superseded</c>, …</param>
/// <param name="Fault">True where data is lost or wrong; false for what the collector will clear away.</param>
/// <param name="Detail">In words.</param>
public sealed record LakeProblemDto(string File, string Kind, bool Fault, string Detail);

/// <summary>Collect files that no partition needs any more.</summary>
/// <param name="GraceHours">Leave alone what was superseded less than this long ago; 0 or more.</param>
public sealed record GcBody(double? GraceHours = null);

/// <summary>What was collected.</summary>
/// <param name="FilesDeleted">Files deleted.</param>
/// <param name="BytesFreed">Their size.</param>
/// <param name="Kept">Files that should have gone but could not be deleted, with the reason.</param>
public sealed record GcReportDto(long FilesDeleted, long BytesFreed, IReadOnlyDictionary<string, string> Kept);
