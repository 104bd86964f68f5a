namespace Orleans.Runtime;

/// <summary>The name of a grain interface: its alias, else its full name.</summary>
[Immutable]
[GenerateSerializer]
public readonly record struct GrainInterfaceType
{
    [Id(0)]
    private readonly IdSpan _value;

    public GrainInterfaceType(string value) => _value = IdSpan.Create(value);

    public GrainInterfaceType(IdSpan value) => _value = value;

    public IdSpan Value => _value;

    public static GrainInterfaceType Create(string value) => new(value);

    public override string ToString() => _value.ToString();
}
