using Quant.Specs;

namespace Quant.Catalog;

/// <summary>One page of a longer list.</summary>
/// <param name="Rows">The rows asked for.</param>
/// <param name="Total">Rows that match, on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, long Total);

/// <summary>What is allowed of a page.</summary>
internal static class Paging
{
    public const int MaxLimit = 10_000;

    /// <exception cref="BadInputException">A negative offset or a limit that is not from 1 to 10,000.</exception>
    public static void Require(int offset, int limit)
    {
        if (offset < 0)
        {
            throw new BadInputException("offset", offset, "0 or more");
        }
        if (limit is < 1 or > MaxLimit)
        {
            throw new BadInputException("limit", limit, $"from 1 to {MaxLimit}");
        }
    }
}
