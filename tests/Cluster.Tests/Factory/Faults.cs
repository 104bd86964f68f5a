using Quant.Grains.Interfaces.Faults;

namespace Quant.Cluster.Tests.Factory;

internal static class Faults
{
    /// <summary>The call is refused by name.</summary>
    public static async Task<BadRequestException> RefusedAsync(string field, Func<Task> call)
    {
        var fault = await Assert.ThrowsAsync<BadRequestException>(call);
        Assert.Equal(field, fault.Field);
        Assert.NotEmpty(fault.Value);
        Assert.NotEmpty(fault.Allowed);
        Assert.Contains(fault.Allowed, fault.Message, StringComparison.Ordinal);
        return fault;
    }
}
