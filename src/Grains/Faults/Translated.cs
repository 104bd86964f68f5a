using Quant.Grains.Interfaces.Faults;
using Quant.Specs;

namespace Quant.Grains.Faults;

/// <summary>Turns what engines say of bad input into what crosses from silo to client.</summary>
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
    }
}
