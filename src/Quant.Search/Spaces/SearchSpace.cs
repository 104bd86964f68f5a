using System.Globalization;
using System.Numerics;
using Quant.Specs;

namespace Quant.Search.Spaces;

/// <summary>
/// A checked search space and the points a study tries of it, in the study's order. Points are made when asked for; the
/// k-th is the same whoever asks and when, so that a study can be handed out in pieces and resumed.
/// </summary>
public sealed class SearchSpace
{
    /// <summary>Points a study may have when nothing else is said.</summary>
    public const long DefaultLimit = 1_000_000;

    private readonly long[]? _ordinals;

    private SearchSpace(IReadOnlyList<Axis> axes, long size, long[]? ordinals)
    {
        Axes = axes;
        Size = size;
        _ordinals = ordinals;
    }

    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>Points in the whole grid.</summary>
    public long Size { get; }

    /// <summary>Points that are tried: all of the grid, or as many as the random sampler takes.</summary>
    public long Count => _ordinals?.Length ?? Size;

    /// <summary>Checks a space and decides its points.</summary>
    /// <param name="spec">The space as written.</param>
    /// <param name="limit">Most points allowed to be tried.</param>
    /// <exception cref="BadInputException">
    /// A fault of an axis; the field <c>space</c> with the number of points when there are none, or more than allowed.
    /// </exception>
    public static SearchSpace Create(SearchSpaceSpec spec, long limit = DefaultLimit)
    {
        var axes = spec.Axes.Select((axis, i) => Axis.Create(axis, $"axes[{i}]")).ToList();
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes.FindIndex(axis => axis.Path.ToString() == axes[i].Path.ToString()) < i)
            {
                throw new BadInputException($"axes[{i}].path", axes[i].Path.ToString(), "one axis per path");
            }
        }
        var size = axes.Aggregate(
            axes.Count == 0 ? BigInteger.Zero : BigInteger.One,
            (product, axis) => product * axis.Values.Count
        );
        var random = RequireSampler(spec);
        if (size.IsZero || (!random && size > limit))
        {
            throw TooMany(size, limit);
        }
        if (!random)
        {
            return new SearchSpace(axes, (long)size, null);
        }
        if (size > long.MaxValue)
        {
            throw new BadInputException("space", Points(size), $"at most {long.MaxValue} points to draw from");
        }
        var take = BigInteger.Min(size, spec.Trials!.Value);
        if (take > limit)
        {
            throw TooMany(take, limit);
        }
        var ordinals = take == size ? null : RandomOrder.Take((long)size, (int)take, (ulong)(spec.Seed ?? 0));
        return new SearchSpace(axes, (long)size, ordinals);
    }

    /// <summary>The k-th point tried, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public SearchPoint this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var ordinal = _ordinals is null ? index : _ordinals[index];
            var values = new object[Axes.Count];
            var rest = ordinal;
            for (var i = values.Length - 1; i >= 0; i--)
            {
                (rest, var place) = Math.DivRem(rest, Axes[i].Values.Count);
                values[i] = Axes[i].Values[(int)place];
            }
            return new SearchPoint(this, ordinal, values);
        }
    }

    private static bool RequireSampler(SearchSpaceSpec spec)
    {
        if (spec.Seed is < 0)
        {
            throw new BadInputException("seed", spec.Seed, "0 or more");
        }
        var random = spec.Sampler == SamplerKind.Random;
        if (random && spec.Trials is not >= 1)
        {
            throw new BadInputException("trials", spec.Trials, "how many points the random sampler takes, 1 or more");
        }
        if (!random && (spec.Trials, spec.Seed) != (null, null))
        {
            throw new BadInputException(
                spec.Trials is null ? "seed" : "trials",
                spec.Trials ?? spec.Seed,
                "nothing with the grid sampler, which takes every point"
            );
        }
        return random;
    }

    private static BadInputException TooMany(BigInteger count, long limit) =>
        new("space", Points(count), string.Create(CultureInfo.InvariantCulture, $"from 1 to {limit} points"));

    private static string Points(BigInteger count) => $"{count.ToString(CultureInfo.InvariantCulture)} points";
}
