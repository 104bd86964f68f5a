using System.Text.Json;
using Quant.Client.Web.Tests.Hosting;

namespace Quant.Client.Web.Tests.OpenApi;

public sealed class DescriptionTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly string s_committed = Path.Combine(Repository.Root, "src", "Client.Web", "openapi.json");

    /// <summary>
    /// After a change of the API, <c>UPDATE_OPENAPI=1 dotnet run --project tests/Client.Web.Tests</c> writes the file anew.
    /// </summary>
    [Fact]
    public async Task The_committed_description_is_what_the_server_serves()
    {
        using var client = host.Client();
        var served = (await client.GetStringAsync("/api/openapi.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") is "1")
        {
            await File.WriteAllTextAsync(s_committed, served);
        }
        Assert.Equal(await File.ReadAllTextAsync(s_committed), served);
    }

    [Fact]
    public void Every_operation_says_what_it_answers_and_how_it_fails()
    {
        using var description = JsonDocument.Parse(File.ReadAllText(s_committed));
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var responses = operation.Value.GetProperty("responses");
                var answer = responses.GetProperty("200").GetProperty("content").EnumerateObject().Single();
                Assert.True(answer.Value.TryGetProperty("schema", out _), $"{operation.Name} {path.Name}");
                Assert.True(responses.TryGetProperty("400", out _), $"{operation.Name} {path.Name}");
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            }
        }
    }
}
