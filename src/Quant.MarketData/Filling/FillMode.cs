using Quant.Specs;

namespace Quant.MarketData.Filling;

/// <summary>What is put where bars are missing, when they are read; stored bars never change.</summary>
public enum FillMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The last close, with no volume: see <see cref="ForwardFill"/>.</summary>
    Forward,
}

/// <summary>The words of <see cref="FillMode"/>.</summary>
public static class FillWords
{
    /// <summary>What may be written.</summary>
    public const string Allowed = "none or forward";

    /// <exception cref="BadInputException">Another word.</exception>
    public static FillMode Parse(string? word, string field = "fill") =>
        word switch
        {
            "none" => FillMode.None,
            "forward" => FillMode.Forward,
            _ => throw new BadInputException(field, word, Allowed),
        };
}
