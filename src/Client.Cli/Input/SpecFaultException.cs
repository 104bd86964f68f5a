namespace Quant.Client.Cli.Input;

/// <summary>A field of a spec that cannot be accepted, told with the name of the file.</summary>
internal sealed class SpecFaultException(string file, Exception cause) : Exception($"{file}: {cause.Message}", cause);
