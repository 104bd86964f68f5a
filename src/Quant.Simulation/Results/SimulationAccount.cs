namespace Quant.Simulation.Results;

/// <summary>One step of a run: a number with a name, and a sentence.</summary>
/// <param name="Name">camelCase, stable: <c>signals</c>, <c>blocked.regime.vix</c>, <c>exits.stop</c>.</param>
/// <param name="Value">Rows, orders or currency, as the sentence says.</param>
/// <param name="Text">The step in plain words, the number included.</param>
public sealed record AccountStep(string Name, double Value, string Text);

/// <summary>The plain-words account of a run, in the order things happen.</summary>
/// <param name="Steps">The steps.</param>
public sealed record SimulationAccount(IReadOnlyList<AccountStep> Steps)
{
    /// <summary>One sentence per line.</summary>
    public override string ToString() => string.Join('\n', Steps.Select(step => step.Text));

    /// <summary>The number of a step; 0 when there was no such step.</summary>
    public double this[string name] => Steps.FirstOrDefault(step => step.Name == name)?.Value ?? 0;
}
