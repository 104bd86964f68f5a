using Quant.Catalog.Tests.Databases;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class OpeningTests(PostgresFixture postgres) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quant-opening-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<CatalogStore> Open(string? path) => CatalogStore.OpenAsync(new CatalogOptions { Path = path });

    [Fact]
    public async Task A_folder_that_is_not_there_yet_is_made()
    {
        await using var store = await Open(Path.Combine(_folder, "a", "b", "catalog.db"));

        Assert.True(File.Exists(store.Location));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("  ")]
    public async Task No_path_is_told(string? path)
    {
        var fault = await Assert.ThrowsAsync<BadInputException>(() => Open(path));

        Assert.Equal("catalog.path", fault.Field);
    }

    [Fact]
    public async Task A_folder_given_as_file_is_told()
    {
        var fault = await Assert.ThrowsAsync<BadInputException>(() => Open(_folder));

        Assert.Contains("not a folder", fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_below_a_file_is_told()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "x");

        var fault = await Assert.ThrowsAsync<BadInputException>(() => Open(Path.Combine(file, "catalog.db")));

        Assert.Equal("catalog.path", fault.Field);
        Assert.Contains("can be written", fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        // Nobody, root included, can make a file there.
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs Linux");

        var fault = await Assert.ThrowsAsync<CatalogException>(() => Open("/proc/catalog.db"));

        Assert.Contains("/proc/catalog.db cannot be opened", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_and_left_alone()
    {
        var path = Path.Combine(_folder, "catalog.db");
        var text = string.Concat(Enumerable.Repeat("this is no database. ", 400));
        await File.WriteAllTextAsync(path, text);

        var fault = await Assert.ThrowsAsync<CatalogException>(() => Open(path));

        Assert.Contains("not a SQLite database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Damage_inside_the_file_is_found_by_the_check_or_told_when_opened()
    {
        var path = Path.Combine(_folder, "catalog.db");
        await using (var store = await Open(path))
        {
            Assert.Empty(await store.CheckAsync());
        }
        await using (var file = File.OpenWrite(path))
        {
            // All pages but the first two, which hold the header and the list of tables' beginning.
            file.Seek(2 * 4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0x5A, (int)(file.Length - 2 * 4096)).ToArray());
        }

        var findings = new List<string>();
        try
        {
            await using var store = await Open(path);
            findings.AddRange(await store.CheckAsync());
        }
        catch (CatalogException fault)
        {
            findings.Add(fault.Message);
        }

        Assert.NotEmpty(findings);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_with_its_address()
    {
        var options = CatalogOptions.ForPostgres("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=sesame") with
        {
            Retries = 0,
        };

        var fault = await Assert.ThrowsAsync<CatalogException>(() => CatalogStore.OpenAsync(options));

        Assert.Contains("127.0.0.1:1/x cannot be reached", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        var options = CatalogOptions.ForPostgres(postgres.Require().ConnectionString("nowhere"));

        var fault = await Assert.ThrowsAsync<CatalogException>(() => CatalogStore.OpenAsync(options));

        Assert.Contains("does not exist", fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(null), InlineData("Database=x"), InlineData("Hots=x;Password=sesame")]
    public async Task A_connection_string_that_leads_nowhere_is_told_without_its_secrets(string? text)
    {
        var options = new CatalogOptions { Provider = CatalogProvider.Postgres, ConnectionString = text };

        var fault = await Assert.ThrowsAsync<BadInputException>(() => CatalogStore.OpenAsync(options));

        Assert.Equal("catalog.connectionString", fault.Field);
        Assert.DoesNotContain("sesame", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Everything_is_there_after_closing_and_opening_again(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        await using (var store = await CatalogStore.OpenAsync(database.Options))
        {
            await store.Symbols.PutAsync(Samples.Spy, "S&P 500 fund", "lean", "XNYS", false);
        }

        var again = await database.OpenAsync();

        Assert.Equal("S&P 500 fund", (await again.Symbols.FindAsync(Samples.Spy))!.Description);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_catalog_may_be_closed_twice_and_then_refuses_work(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await CatalogStore.OpenAsync(database.Options);

        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            store.Symbols.PutAsync(Samples.Spy, "", "", "XNYS", false)
        );
    }
}
