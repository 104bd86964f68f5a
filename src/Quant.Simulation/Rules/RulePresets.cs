using Quant.Specs;

namespace Quant.Simulation.Rules;

/// <summary>Rules with a name.</summary>
public static class RulePresets
{
    /// <summary>Long or flat at the next open, one basis point of half-spread and one of slippage.</summary>
    public static SimulationRules Default { get; } = new();

    /// <summary>
    /// The rule of the system this one replaces: four bars of delay, midpoint of open and close, 0.02 per order, all-in,
    /// whole shares, 10,000 at the start. Here the delay is four bars, not the eight that system had in truth.
    /// </summary>
    public static SimulationRules Original { get; } =
        new()
        {
            EntryThreshold = 0.0005,
            ExitThreshold = 0.0005,
            DelayBars = 4,
            PriceModel = PriceModel.Mid,
            HalfSpreadBps = 0,
            SlippageBps = 0,
            CommissionPerOrder = 0.02,
            WholeShares = true,
        };

    /// <summary>All presets by name, in ordinal order.</summary>
    public static IReadOnlyList<KeyValuePair<string, SimulationRules>> All { get; } =
    [new("default", Default), new("original", Original)];

    /// <exception cref="BadInputException">No preset of that name.</exception>
    public static SimulationRules Named(string name, string field = "preset")
    {
        foreach (var (known, rules) in All)
        {
            if (known == name)
            {
                return rules;
            }
        }
        throw new BadInputException(field, name, $"one of {string.Join(", ", All.Select(preset => preset.Key))}");
    }
}
