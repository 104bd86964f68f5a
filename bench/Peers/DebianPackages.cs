using System.ComponentModel;
using System.Diagnostics;

namespace Quant.Bench.Peers;

/// <summary>Installs the packages peers need, where that is allowed: on Debian, as root.</summary>
internal static class DebianPackages
{
    /// <summary>Installs what is missing; says why where it cannot. A peer that still lacks something says so itself.</summary>
    public static void Install(IReadOnlyList<string> packages)
    {
        var missing = packages.Where(package => !IsInstalled(package)).ToList();
        if (missing.Count == 0)
        {
            return;
        }
        var names = string.Join(' ', missing);
        if (!File.Exists("/etc/debian_version") || !Environment.IsPrivilegedProcess)
        {
            Console.WriteLine($"peer: {names} not installed, which takes root on Debian: apt-get install {names}");
            return;
        }
        Console.WriteLine($"peer: installing {names}");
        if (!AptGet(["install", .. missing]))
        {
            AptGet(["update"]);
            if (!AptGet(["install", .. missing]))
            {
                Console.WriteLine($"peer: apt-get could not install {names}");
            }
        }
    }

    private static bool IsInstalled(string package) =>
        Run("dpkg-query", ["--show", "--showformat=${db:Status-Status}", package]) is (0, "installed");

    private static bool AptGet(IEnumerable<string> arguments) =>
        Run("apt-get", ["--yes", "--quiet", "--no-install-recommends", .. arguments]) is (0, _);

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            _ = errors.Result;
            return (process.ExitCode, output.Trim());
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
