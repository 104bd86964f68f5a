using System.Security.Cryptography;
using System.Text;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Engine;

/// <summary>
/// The state of all operators of a feature set at one time of one symbol: later rows can be computed from here, bit for
/// bit as if all had been.
/// </summary>
/// <param name="Set">Fingerprint of the feature set.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of its bars.</param>
/// <param name="At">Microseconds UTC; all bars that start before have been taken in, none later.</param>
/// <param name="KnownUntil">
/// Nothing that was taken in, of the symbol or its context, started at or after this time, microseconds UTC: the
/// checkpoint stays good as long as no bar before it changes.
/// </param>
/// <param name="ContextFrom">Start of the first bars of context symbols that are needed to go on, microseconds UTC.</param>
/// <param name="State">The state, in the form of this version of the program.</param>
public sealed record FeatureCheckpoint(
    Fingerprint Set,
    Symbol Symbol,
    Interval Interval,
    long At,
    long KnownUntil,
    long ContextFrom,
    byte[] State
)
{
    private const uint Magic = 0x31504346;

    /// <summary>The checkpoint as bytes for a file, with a hash of them at the end.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Set.ToString());
            writer.Write(Symbol.ToString());
            writer.Write(Interval.ToString());
            writer.Write(At);
            writer.Write(KnownUntil);
            writer.Write(ContextFrom);
            writer.Write(State.Length);
            writer.Write(State);
        }
        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Torn, altered, or not a checkpoint.</exception>
    public static FeatureCheckpoint FromBytes(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < sizeof(uint) || !bytes[length..].SequenceEqual(SHA256.HashData(bytes[..length])))
        {
            throw new InvalidDataException("Not a whole feature checkpoint: its hash does not fit.");
        }
        using var reader = new BinaryReader(new MemoryStream(bytes[..length].ToArray()), Encoding.UTF8);
        return reader.ReadUInt32() == Magic
            ? new FeatureCheckpoint(
                Fingerprint.Parse(reader.ReadString()),
                Symbol.Parse(reader.ReadString()),
                Interval.Parse(reader.ReadString()),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadBytes(reader.ReadInt32())
            )
            : throw new InvalidDataException("Not a feature checkpoint.");
    }

    /// <summary>The latest checkpoint that a change leaves good.</summary>
    /// <param name="checkpoints">Earlier checkpoints, in any order.</param>
    /// <param name="firstChanged">Start of the first period whose bars changed, of the symbol or its context.</param>
    /// <returns>Null where all has to be computed anew.</returns>
    public static FeatureCheckpoint? LatestBefore(IEnumerable<FeatureCheckpoint> checkpoints, long firstChanged) =>
        checkpoints.Where(checkpoint => checkpoint.KnownUntil <= firstChanged).MaxBy(checkpoint => checkpoint.At);
}
