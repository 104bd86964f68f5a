using System.Text.RegularExpressions;

namespace Quant.Deploy.Tests;

/// <summary>The compose file and what it builds.</summary>
public sealed partial class ComposeTests
{
    private static readonly string s_text = Repository.Read("deploy", "compose.yaml");

    [Fact]
    public async Task Variables_are_those_the_program_reads()
    {
        var known = await Settings.VariablesAsync();
        var file = Yaml.Parse(s_text).Single();
        foreach (var service in (string[])["silo", "web"])
        {
            var used = file.Map($"services.{service}.environment")
                .Keys.Where(name => name.StartsWith("QUANT_", StringComparison.Ordinal))
                .ToList();
            Assert.Contains("QUANT_POSTGRES", used);
            Assert.Contains("QUANT_TOKEN", used);
            Assert.All(used, name => Assert.Contains(name, known));
        }
    }

    [Fact]
    public void Everything_secret_has_to_be_given_and_is_named_in_the_example()
    {
        var required = Required().Matches(s_text).Select(match => match.Groups[1].Value).Distinct().ToList();
        var example = Repository.Read("deploy", ".env.example");
        Assert.Equal(["POSTGRES_PASSWORD", "QUANT_TOKEN"], required.Order());
        Assert.All(required, name => Assert.Contains($"\n{name}=\n", $"\n{example}", StringComparison.Ordinal));
    }

    [Fact]
    public void Volumes_dependencies_and_build_targets_are_there()
    {
        var file = Yaml.Parse(s_text).Single();
        var stages = Stage()
            .Matches(Repository.Read("deploy", "docker", "Dockerfile"))
            .Select(match => match.Groups[1].Value)
            .ToList();
        var services = file.Map("services").Keys;
        var volumes = file.Map("volumes").Keys;
        Assert.Equal(["postgres", "silo", "web"], services.Order());
        foreach (var service in services)
        {
            var mounts = file.Items($"services.{service}.volumes").Select(mount => mount.ToString().Split(':')[0]);
            Assert.All(mounts, mount => Assert.Contains(mount, volumes));
            Assert.All(file.Map($"services.{service}.depends_on").Keys, other => Assert.Contains(other, services));
            if (file.Text($"services.{service}.build.target") is { } target)
            {
                Assert.Contains(target, stages);
                Assert.True(
                    File.Exists(
                        Repository.PathOf(
                            "deploy",
                            file.Text($"services.{service}.build.context")!,
                            file.Text($"services.{service}.build.dockerfile")!
                        )
                    )
                );
            }
        }
    }

    [Fact]
    public void The_images_copy_files_that_exist_and_build_a_project_that_does()
    {
        var dockerfile = Repository.Read("deploy", "docker", "Dockerfile");
        var copied = Copied()
            .Matches(dockerfile)
            .SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipLast(1))
            .ToList();
        Assert.Contains("deploy/docker/silo.sh", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.PathOf(path)), path));
        var project = Project().Match(dockerfile).Groups[1].Value;
        Assert.NotEmpty(Directory.EnumerateFiles(Repository.PathOf(project), "*.csproj"));
    }

    [Fact]
    public async Task The_compose_file_is_one_the_client_understands()
    {
        var environment = new Dictionary<string, string>
        {
            ["POSTGRES_PASSWORD"] = "secret",
            ["QUANT_TOKEN"] = "0123456789abcdef",
        };
        string[] command = ["-f", Repository.PathOf("deploy", "compose.yaml"), "config", "--quiet"];
        Assert.SkipWhen(
            Tool.Find("docker") is null || (await Tool.RunAsync("docker", ["compose", "version"])).Code != 0,
            "'docker compose' (version 2) is not installed"
        );
        (await Tool.RunAsync("docker", ["compose", .. command], environment)).Well();
        var without = await Tool.RunAsync("docker", ["compose", .. command]);
        Assert.Contains("set it in deploy/.env", without.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$\{([A-Z_]+):\?")]
    private static partial Regex Required();

    [GeneratedRegex(@"^FROM \S+ AS (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Stage();

    [GeneratedRegex(@"^COPY (?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copied();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex Project();
}
