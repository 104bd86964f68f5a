namespace Quant.Grains.Interfaces.Upkeep;

/// <summary>
/// Deletes replaced files of the lake once an hour, for as long as symbols are kept up to date, which replaces a file a
/// minute for each. Key: <c>lake</c>.
/// </summary>
[Alias("Quant.ILakeUpkeepGrain")]
public interface ILakeUpkeepGrain : IGrainWithStringKey
{
    /// <summary>Begins, unless it has begun.</summary>
    [Alias("Start")]
    Task StartAsync();

    /// <summary>Deletes what nobody reads any more.</summary>
    /// <param name="grace">How long ago a file must have been replaced.</param>
    /// <returns>How many files were deleted.</returns>
    [Alias("Collect"), ResponseTimeout("00:10:00")]
    Task<int> CollectAsync(TimeSpan grace);
}
