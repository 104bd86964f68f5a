namespace Quant.Grains.Interfaces;

/// <summary>
/// Lists within messages are kept as arrays. A compiler makes a type of its own of <c>[a, b]</c> where a read-only list is
/// asked for, and serializers do not know it: such a message could be made, but not sent to another silo.
/// </summary>
internal static class SentList
{
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list as T[] ?? list.ToArray();
}
