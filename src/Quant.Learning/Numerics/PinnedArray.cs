using System.Runtime.CompilerServices;

namespace Quant.Learning.Numerics;

/// <summary>
/// An array of unmanaged values that never moves, aligned to a cache line, zero to begin with. The pointer is valid for
/// as long as this object is reachable; loops over it have no bounds checks, so whoever takes the pointer keeps within
/// <see cref="Length"/>.
/// </summary>
internal sealed unsafe class PinnedArray<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] _array;

    public PinnedArray(int length)
    {
        Length = length;
        var spare = Alignment / sizeof(T);
        _array = GC.AllocateArray<T>(checked(length + 2 * spare), pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref _array[0]);
        Pointer = (T*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    public T* Pointer { get; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);
}
