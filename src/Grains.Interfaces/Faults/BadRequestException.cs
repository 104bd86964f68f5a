namespace Quant.Grains.Interfaces.Faults;

/// <summary>A request a grain cannot accept, in the terms of the person who made it. Crosses from silo to client whole.</summary>
[GenerateSerializer, Alias("Quant.BadRequestException")]
public sealed class BadRequestException : Exception
{
    public BadRequestException(string message, string field, string value, string allowed)
        : base(message)
    {
        Field = field;
        Value = value;
        Allowed = allowed;
    }

    /// <summary>Path of the field in the request.</summary>
    [Id(0)]
    public string Field { get; private set; }

    /// <summary>The offending value, as written in the message.</summary>
    [Id(1)]
    public string Value { get; private set; }

    /// <summary>What would have been accepted.</summary>
    [Id(2)]
    public string Allowed { get; private set; }
}
