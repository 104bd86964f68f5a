using System.Runtime.InteropServices;
using Quant.Lake.DuckDb;

namespace Quant.Lake.Tests.DuckDb;

public sealed class LibraryResolutionTests : IDisposable
{
    private static readonly DuckDbPlatform s_linux = DuckDbPlatform.Of(OSPlatform.Linux, Architecture.X64, musl: false);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_variable_comes_before_the_output_and_the_output_before_node_modules()
    {
        var deep = Path.Combine(_folder.Path, "tests", "bin");
        var npm = Touch(Path.Combine("node_modules", s_linux.NpmPackage, s_linux.FileName));
        Assert.Equal(npm, DuckDbLibrary.Locate(null, [deep], s_linux));

        var output = Touch(Path.Combine("tests", "bin", "runtimes", "linux-x64", "native", s_linux.FileName));
        Assert.Equal(output, DuckDbLibrary.Locate(null, [deep], s_linux));

        var named = Touch("elsewhere.so");
        Assert.Equal(named, DuckDbLibrary.Locate(named, [deep], s_linux));
    }

    [Fact]
    public void Without_a_library_the_error_says_what_to_run()
    {
        var fault = Assert.Throws<DllNotFoundException>(() => DuckDbLibrary.Locate(null, [_folder.Path], s_linux));
        Assert.Contains("npm ci", fault.Message, StringComparison.Ordinal);
        Assert.Contains("@duckdb/node-bindings-linux-x64", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_names_no_file_is_an_error_and_not_passed_over()
    {
        Touch(Path.Combine("node_modules", s_linux.NpmPackage, s_linux.FileName));
        var fault = Assert.Throws<DllNotFoundException>(() =>
            DuckDbLibrary.Locate(_folder["absent.so"], [_folder.Path], s_linux)
        );
        Assert.Contains("QUANT_DUCKDB", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "LINUX",
        Architecture.Arm64,
        true,
        "linux-musl-arm64",
        "@duckdb/node-bindings-linux-arm64-musl",
        "libduckdb.so"
    )]
    [InlineData("OSX", Architecture.Arm64, false, "osx-arm64", "@duckdb/node-bindings-darwin-arm64", "libduckdb.dylib")]
    [InlineData("WINDOWS", Architecture.X64, false, "win-x64", "@duckdb/node-bindings-win32-x64", "duckdb.dll")]
    public void Every_platform_has_its_package(
        string os,
        Architecture architecture,
        bool musl,
        string rid,
        string package,
        string file
    ) => Assert.Equal(new(rid, package, file), DuckDbPlatform.Of(OSPlatform.Create(os), architecture, musl));

    [Fact]
    public void The_library_is_the_release_that_the_package_file_pins() => Assert.Equal("v1.5.5", DuckDbEngine.Version);

    private string Touch(string name)
    {
        var path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
