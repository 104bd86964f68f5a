namespace Quant.Client.Cli.Output;

/// <summary>What a command reads and where it speaks.</summary>
internal sealed record StandardStreams(TextReader In, TextWriter Out, TextWriter Error);
