namespace Quant.MarketData.Quality.Checks;

/// <summary>Looks for one kind of fault in bars that are stored.</summary>
internal interface IBarCheck
{
    /// <summary>The kinds of findings it makes; one, as a rule.</summary>
    IReadOnlyList<CheckInfo> Infos { get; }

    /// <summary>What it finds; nothing where all is well. Pure.</summary>
    IEnumerable<Finding> Run(CheckInput input);
}
