using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Lake;

/// <summary>The lake's files and their upkeep.</summary>
public interface ILakeReads
{
    Task<IReadOnlyList<LakeFileDto>> ListFilesAsync(string? dataset, string? symbol, CancellationToken cancellation);

    /// <summary>Reads every file and compares it with the manifest.</summary>
    Task<LakeCheckDto> CheckAsync(CancellationToken cancellation);

    /// <summary>Deletes what no partition needs any more and was superseded longer ago than the grace.</summary>
    /// <param name="grace">Null: the lake's own.</param>
    /// <param name="cancellation">Ends it; what has been deleted stays deleted.</param>
    Task<GcReportDto> CollectAsync(TimeSpan? grace, CancellationToken cancellation);
}
