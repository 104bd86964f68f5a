using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Errors;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Hosting;
using Quant.Lake.Uploads;
using Quant.Specs;

namespace Quant.Client.Web.Tests.Uploads;

public sealed class UploadTests
{
    [Fact]
    public async Task An_upload_is_kept_whole_under_an_id_of_its_own()
    {
        await using var host = await WebHost.StartAsync();
        using var client = host.Client();
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        using var response = await client.PostAsync("/api/uploads", Octets(bytes));
        var upload = (await response.Content.ReadFromJsonAsync<UploadDto>(ApiJson.Options))!;
        Assert.Equal((26, 300_000), (upload.Upload.Length, upload.Bytes));
        var kept = Path.Combine(host.Factory.Root, "uploads", $"{upload.Upload}.upload");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(kept));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_beyond_the_limit_is_refused_and_leaves_nothing(bool announced)
    {
        await using var host = await WebHost.StartAsync(options => options with { MaxUploadBytes = 1000 });
        using var client = host.Client();
        HttpContent content = announced
            ? Octets(new byte[1001])
            : new StreamContent(new UnseekableStream(new byte[200_000]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.PostAsync("/api/uploads", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.Factory.Root, "uploads")));
    }

    [Fact]
    public async Task An_empty_upload_and_one_of_another_type_are_refused()
    {
        await using var host = await WebHost.StartAsync();
        using var client = host.Client();
        using var empty = await client.PostAsync("/api/uploads", Octets([]));
        Assert.Equal("body", (await empty.Content.ReadFromJsonAsync<ApiProblem>(ApiJson.Options))!.Field);
        using var json = await client.PostAsync("/api/uploads", JsonContent.Create("text"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal(415, (await json.Content.ReadFromJsonAsync<ApiProblem>(ApiJson.Options))!.Status);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.Factory.Root, "uploads")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_not_the_id_of_an_upload_opens_nothing(string id)
    {
        var folder = Directory.CreateTempSubdirectory("quant-uploads-");
        try
        {
            var store = new FileUploadStore(folder.FullName, TimeProvider.System);
            Assert.Equal("upload", Assert.Throws<BadInputException>(() => store.Open(id)).Field);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Leftovers_older_than_a_day_are_collected_at_the_start_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("quant-uploads-");
        try
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            var store = new FileUploadStore(folder.FullName, clock);
            var id = await store.SaveAsync(new MemoryStream([1, 2, 3]), default);
            var foreign = Path.Combine(folder.FullName, "notes.txt");
            await File.WriteAllTextAsync(foreign, "mine");
            clock.Advance(TimeSpan.FromHours(23));
            await using (new FileUploadStore(folder.FullName, clock).Open(id)) { }
            clock.Advance(TimeSpan.FromHours(2));
            Assert.Throws<BadInputException>(() => new FileUploadStore(folder.FullName, clock).Open(id));
            Assert.True(File.Exists(foreign));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("quant-uploads-");
        try
        {
            var store = new FileUploadStore(folder.FullName, TimeProvider.System);
            await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(new BrokenStream(), default));
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ByteArrayContent Octets(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private sealed class BrokenStream() : MemoryStream(new byte[100])
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The line broke.");
    }
}
