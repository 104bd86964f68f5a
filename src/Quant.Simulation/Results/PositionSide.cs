namespace Quant.Simulation.Results;

/// <summary>Direction of a trade.</summary>
public enum PositionSide
{
    Long,
    Short,
}
