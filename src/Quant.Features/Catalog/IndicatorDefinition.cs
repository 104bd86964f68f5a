using System.Text.Json;
using Quant.Features.Operators;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Catalog;

/// <summary>
/// All there is to know about an indicator but its state machine: what validates specs, fills forms and help, names
/// columns and makes operators.
/// </summary>
public sealed record IndicatorDefinition
{
    /// <summary>snake_case; what specs call it.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }
    public required IndicatorGroup Group { get; init; }

    /// <summary>What it says about the market, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>The formula, and who published it where it is not plain arithmetic.</summary>
    public required string Formula { get; init; }

    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>Makes a fresh operator of parameters bound to <see cref="Parameters"/>.</summary>
    public required Func<Parameters, Operator> Create { get; init; }

    /// <summary>
    /// What parameters must satisfy together: returns the name of the offending parameter and what is allowed, or null.
    /// </summary>
    public Func<Parameters, (string Parameter, string Allowed)?>? Rule { get; init; }

    /// <summary>Part of every fingerprint; raised whenever the same input would yield other bits than before.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The columns it reads.</summary>
    public BarFields Inputs => Create(Defaults).Inputs;

    /// <summary>Its parameters at their defaults.</summary>
    public Parameters Defaults => Quant.Specs.Parameters.Bind(Parameters, null, Name);

    /// <summary>Checks and completes parameters, each and together.</summary>
    /// <param name="given">What a spec gave; null where it gave nothing.</param>
    /// <param name="path">Where it stands in the spec, for messages.</param>
    /// <exception cref="BadInputException">Unknown, out of range, or not allowed together.</exception>
    public Parameters Bind(IReadOnlyDictionary<string, JsonElement>? given, string path = "params")
    {
        var bound = Quant.Specs.Parameters.Bind(Parameters, given, path);
        if (Rule?.Invoke(bound) is { } broken)
        {
            throw new BadInputException($"{path}.{broken.Parameter}", bound.Values[broken.Parameter], broken.Allowed);
        }
        return bound;
    }

    /// <summary>Index of an output by name; -1 where there is none.</summary>
    public int OutputIndex(string name)
    {
        for (var i = 0; i < Outputs.Count; i++)
        {
            if (Outputs[i].Name == name)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The whole of a series in one run; for indicators that need neither context nor session.</summary>
    /// <param name="bars">The series; its close is the source.</param>
    /// <param name="parameters">Bound parameters; null for the defaults.</param>
    /// <param name="outputs">Names of the outputs wanted; none for all.</param>
    /// <returns>One column per output wanted, a value per bar: NaN in warm-up, never an infinity.</returns>
    /// <exception cref="BadInputException">No output of that name.</exception>
    public double[][] Run(BarSeries bars, Parameters? parameters = null, params ReadOnlySpan<string> outputs)
    {
        var @operator = Create(parameters ?? Defaults);
        var columns = new double[]?[Outputs.Count];
        var wanted = new double[outputs.Length == 0 ? Outputs.Count : outputs.Length][];
        for (var i = 0; i < wanted.Length; i++)
        {
            var output = outputs.Length == 0 ? i : OutputIndex(outputs[i]);
            if (output < 0)
            {
                throw new BadInputException(
                    "output",
                    outputs[i],
                    $"one of {string.Join(", ", Outputs.Select(o => o.Name))}"
                );
            }
            wanted[i] = columns[output] ??= GC.AllocateUninitializedArray<double>(bars.Count);
        }
        @operator.Run(BarColumns.Of(bars), 0, bars.Count, columns);
        return wanted;
    }
}
