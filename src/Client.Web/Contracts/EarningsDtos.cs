namespace Quant.Client.Web.Contracts;

/// <summary>A date of an earnings report.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">Date of the report, in the exchange's zone.</param>
/// <param name="Time"><c>beforeOpen</c>, <c>afterClose</c> or <c>unknown</c>.</param>
/// <param name="KnownAt">When the date became known, microseconds UTC; nothing may use it before.</param>
/// <param name="Source">The file or provider it is from.</param>
public sealed record EarningsDto(string Symbol, DateOnly Date, string Time, long KnownAt, string Source);

/// <summary>An uploaded CSV of dates of earnings reports.</summary>
/// <param name="File">The upload.</param>
/// <param name="AllowLate">Keeps dates that became known only after they had passed; else they are errors.</param>
public sealed record EarningsImportBody(UploadedFileDto File, bool AllowLate = false);

/// <summary>What an import of dates did.</summary>
/// <param name="Dates">Dates in the file.</param>
/// <param name="Changed">Those that are new or differ.</param>
public sealed record EarningsReportDto(int Dates, int Changed);
