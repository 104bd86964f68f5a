using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Specs;

namespace Quant.Simulation.Rules;

/// <summary>
/// How predictions become orders, fills and costs. JSON in camelCase, every field optional; the meaning of each is
/// docs/simulation.md, its range and description <see cref="RuleParameters"/>. Equal when they mean the same.
/// </summary>
public sealed record SimulationRules
{
    public TradeSides Side { get; init; } = TradeSides.Long;
    public double PredictionCenter { get; init; }
    public double EntryThreshold { get; init; }
    public double ExitThreshold { get; init; }
    public bool SignalExit { get; init; } = true;
    public int DelayBars { get; init; } = 1;
    public PriceModel PriceModel { get; init; } = PriceModel.Open;
    public double HalfSpreadBps { get; init; } = 1;
    public double SlippageBps { get; init; } = 1;
    public double CommissionPerOrder { get; init; }
    public double CommissionPerShare { get; init; }
    public double CommissionPercent { get; init; }
    public double CommissionMinimum { get; init; }
    public double SizeFraction { get; init; } = 1;
    public double Leverage { get; init; } = 1;
    public bool WholeShares { get; init; }
    public double InitialCapital { get; init; } = 10_000;
    public double BorrowRate { get; init; }
    public double Stop { get; init; }
    public double Target { get; init; }
    public double TrailingStop { get; init; }
    public int MaxHoldBars { get; init; }
    public int CooldownBars { get; init; }
    public double OutlierCutoff { get; init; }
    public IReadOnlyList<RegimeGate> Gates { get; init; } = [];
    public Confirmation? Confirmation { get; init; }
    public VolatilityScale? VolatilityScale { get; init; }

    /// <summary>Reads and checks rules; what is missing takes its default.</summary>
    /// <exception cref="BadInputException">Unknown field, wrong type or out of range, named by its path.</exception>
    public static SimulationRules Read(string json) =>
        SpecJson.Read<SimulationRules>(json, "simulation rules").Validated();

    /// <summary>
    /// The same rules with some fields replaced, by the path they have in JSON: <c>stop</c>,
    /// <c>confirmation.minimum</c>, <c>gates</c>.
    /// </summary>
    /// <exception cref="BadInputException">Unknown field, wrong type or out of range, named by its path.</exception>
    public SimulationRules With(IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var json = JsonSerializer.SerializeToNode(this, SpecJson.Options)!.AsObject();
        foreach (var (path, value) in fields)
        {
            Set(json, path, value);
        }
        return Read(json.ToJsonString());
    }

    /// <summary>Checked, and in the one form that equal rules share (gates and their values sorted).</summary>
    /// <exception cref="BadInputException">A value out of range, named by its path.</exception>
    public SimulationRules Validated() => RuleValidation.Check(this);

    /// <summary>The text the fingerprint is taken of: every field written out.</summary>
    public string ToCanonicalJson() => SpecJson.Write(Validated());

    public Fingerprint ToFingerprint() => Fingerprint.OfCanonical(ToCanonicalJson());

    public bool Equals(SimulationRules? other) =>
        other is not null && (ReferenceEquals(this, other) || SpecJson.Write(this) == SpecJson.Write(other));

    public override int GetHashCode() => SpecJson.Write(this).GetHashCode(StringComparison.Ordinal);

    private static void Set(JsonObject json, string path, JsonElement value)
    {
        var at = json;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (at[name] is not JsonObject child)
            {
                throw new BadInputException(path, value.ToString(), $"{name} to be given as an object first");
            }
            at = child;
        }
        at[names[^1]] = JsonNode.Parse(value.GetRawText());
    }
}
