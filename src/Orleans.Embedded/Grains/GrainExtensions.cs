using System.Globalization;

namespace Orleans;

/// <summary>Identity of grains and conversions of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The grain itself (usually <c>this</c>) as a reference that can be handed to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)AsReference(grain, typeof(TGrainInterface));

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return ReferenceOf(grain).CastTo(interfaceType);
    }

    /// <summary>The same grain through another of its interfaces.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)Cast(grain, typeof(TGrainInterface));

    /// <inheritdoc cref="Cast{TGrainInterface}"/>
    public static object Cast(this IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return interfaceType.IsInstanceOfType(grain) ? grain : AsReference(grain, interfaceType);
    }

    public static GrainId GetGrainId(this IAddressable grain) => ReferenceOf(grain).GrainId;

    /// <summary>The key of a grain named by a string.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain named by an integer.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var key = grain.GetPrimaryKeyString();
        return long.TryParse(key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {grain.GetGrainId()}");
    }

    /// <summary>The key of a grain named by a GUID.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain)
    {
        var key = grain.GetPrimaryKeyString();
        return Guid.TryParseExact(key, "N", out var value)
            ? value
            : throw new InvalidOperationException($"Unable to extract GUID key from grain id {grain.GetGrainId()}");
    }

    private static GrainReference ReferenceOf(IAddressable grain) =>
        grain switch
        {
            GrainReference reference => reference,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            IGrainObserver => throw new ArgumentException(
                "Observers are addressed through IGrainFactory.CreateObjectReference.",
                nameof(grain)
            ),
            _ => throw new ArgumentException(
                $"{grain.GetType().FullName} is neither a grain reference nor a grain bound to its runtime.",
                nameof(grain)
            ),
        };
}
