namespace Quant.MarketData.Providers;

/// <summary>Something to read from its start: a file, or an upload.</summary>
/// <param name="Name">What errors call it; for LEAN minute bars it also carries the date.</param>
/// <param name="Open">Opens it for reading; the reader closes it.</param>
public sealed record NamedSource(string Name, Func<Stream> Open)
{
    public static NamedSource File(string path) => new(path, () => System.IO.File.OpenRead(path));
}
