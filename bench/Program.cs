using System.Reflection;
using System.Text.Json;
using Quant.Bench;
using Quant.Bench.Peers;

var comparisons = Assembly
    .GetExecutingAssembly()
    .GetTypes()
    .Where(type => type.IsClass && typeof(IComparison).IsAssignableFrom(type))
    .Select(type => (IComparison)Activator.CreateInstance(type)!)
    .OrderBy(comparison => comparison.Name, StringComparer.Ordinal)
    .ToList();

if (args.Length == 0 || comparisons.Find(c => c.Name == args[0]) is not { } chosen)
{
    Console.Error.WriteLine($"usage: bench/run <{string.Join('|', comparisons.Select(c => c.Name))}>");
    return 2;
}
DebianPackages.Install(chosen.PeerPackages);
var outcome = chosen.Run(args[1..]);
Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
return 0;
