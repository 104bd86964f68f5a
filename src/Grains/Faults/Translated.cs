using Quant.Catalog;
using Quant.Grains.Interfaces.Faults;
using Quant.Lake.Partitions;
using Quant.Specs;

namespace Quant.Grains.Faults;

/// <summary>Turns what engines say of bad input and of storage that is away into what crosses from silo to client.</summary>
internal static class Translated
{
    public static async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BadInputException fault)
        {
            throw new BadRequestException(fault.Message, fault.Field, fault.Value, fault.Allowed);
        }
        catch (Exception fault) when (IsOutage(fault))
        {
            throw new StorageUnavailableException(fault.Message);
        }
    }

    /// <summary>Whether storage is merely away; a damaged or missing file is not.</summary>
    public static bool IsOutage(Exception fault) =>
        fault
            is StorageUnavailableException
                or CatalogException { IsOutage: true }
                or (IOException and not (LakeFileException or FileNotFoundException));
}
