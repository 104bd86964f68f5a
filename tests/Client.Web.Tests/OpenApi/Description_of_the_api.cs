using Quant.Client.Web.Tests.Fakes;
using Quant.Client.Web.Tests.Hosting;

namespace Quant.Client.Web.Tests.OpenApi;

public sealed class Description_of_the_api
{
    /// <summary>
    /// After a change of the API: <c>UPDATE_OPENAPI=1 dotnet run --project tests/Client.Web.Tests</c> writes the file anew.
    /// </summary>
    [Fact]
    public async Task The_committed_description_is_what_the_app_serves()
    {
        var committed = Path.Combine(Repository.Root, "src", "Client.Web", "openapi.json");
        await using var host = await WebHost.StartAsync(FakeFactory.Register);
        using var client = host.Client();

        var served = (await client.GetStringAsync("/api/openapi.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") is "1")
        {
            await File.WriteAllTextAsync(committed, served);
        }
        Assert.Equal(await File.ReadAllTextAsync(committed), served);
    }
}
