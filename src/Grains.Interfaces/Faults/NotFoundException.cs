namespace Quant.Grains.Interfaces.Faults;

/// <summary>What was asked for does not exist; the message names it and says how to get it.</summary>
[GenerateSerializer, Alias("Quant.NotFoundException")]
public sealed class NotFoundException(string message) : Exception(message);
