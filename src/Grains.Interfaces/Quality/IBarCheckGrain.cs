namespace Quant.Grains.Interfaces.Quality;

/// <summary>
/// Tells how good the stored bars of one symbol are. The last answers are kept, and given again while nothing they were
/// made of has changed. Key: the symbol, upper case.
/// </summary>
[Alias("Quant.IBarCheckGrain")]
public interface IBarCheckGrain : IGrainWithStringKey
{
    /// <summary>Runs all checks over a range.</summary>
    [Alias("Check"), ResponseTimeout("00:10:00")]
    Task<BarQualityReport> CheckAsync(BarCheckRequest request, CancellationToken cancellation);

    /// <summary>Some of the gaps of a range.</summary>
    [Alias("ListGaps"), ResponseTimeout("00:10:00")]
    Task<GapPage> ListGapsAsync(BarCheckRequest request, GapChoice choice, CancellationToken cancellation);
}
