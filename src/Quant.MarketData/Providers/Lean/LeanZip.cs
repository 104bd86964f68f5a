using System.IO.Compression;
using Quant.Specs;

namespace Quant.MarketData.Providers.Lean;

/// <summary>A zip that holds one CSV.</summary>
internal sealed class LeanZip : IDisposable
{
    private readonly ZipArchive _archive;

    private LeanZip(ZipArchive archive, Stream csv) => (_archive, Csv) = (archive, csv);

    public Stream Csv { get; }

    /// <exception cref="BadInputException">Not a zip, torn, or not of one entry.</exception>
    public static LeanZip Open(NamedSource source)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(source.Open(), ZipArchiveMode.Read);
            if (archive.Entries.Count != 1)
            {
                throw new BadInputException(source.Name, $"{archive.Entries.Count} entries", "a zip with one CSV");
            }
            return new LeanZip(archive, archive.Entries[0].Open());
        }
        catch (InvalidDataException fault)
        {
            archive?.Dispose();
            throw new BadInputException(source.Name, fault.Message, "a whole zip file");
        }
        catch (BadInputException)
        {
            archive?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Csv.Dispose();
        _archive.Dispose();
    }
}
