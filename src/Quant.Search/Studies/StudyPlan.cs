using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Learning.Folds;
using Quant.Learning.Specs;
using Quant.MarketData.Bars;
using Quant.Search.Objectives;
using Quant.Search.Spaces;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Search.Studies;

/// <summary>
/// All trials of a study: which models, and for the k-th trial which model and which rules. Made from the spec alone, so
/// that whoever has the spec has the plan.
/// </summary>
public sealed class StudyPlan
{
    private const string ModelPrefix = "model.";
    private const string RulesPrefix = "rules.";

    private readonly SearchSpace _space;
    private readonly JsonObject _template;
    private readonly int[] _modelOf;

    private StudyPlan(
        StudySpec spec,
        SearchSpace space,
        JsonObject template,
        IReadOnlyList<BoundModel> models,
        int[] modelOf
    )
    {
        (Spec, _space, _template, Models, _modelOf) = (spec, space, template, models, modelOf);
        Objective = Within(
            "objective",
            () => Objective.Create(spec.Objective, [.. MetricDefinition.All.Select(metric => metric.Name)])
        );
    }

    public StudySpec Spec { get; }

    /// <summary>The models, each once, in the order the trials first need them.</summary>
    public IReadOnlyList<BoundModel> Models { get; }

    public long Trials => _modelOf.Length;

    public Objective Objective { get; }

    /// <summary>Names of what varies, in the spec's order.</summary>
    public IReadOnlyList<string> Axes => [.. _space.Axes.Select(axis => axis.Name)];

    /// <summary>Checks a study and plans its trials.</summary>
    /// <param name="spec">The study.</param>
    /// <param name="calendarOf">The calendar a symbol trades by.</param>
    /// <param name="limit">Most trials allowed.</param>
    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public static StudyPlan Create(
        StudySpec spec,
        Func<Symbol, string> calendarOf,
        long limit = SearchSpace.DefaultLimit
    )
    {
        Check(spec);
        var space = Within("space", () => SearchSpace.Create(spec.Space, limit));
        for (var i = 0; i < space.Axes.Count; i++)
        {
            var path = space.Axes[i].Path.ToString();
            if (!IsModel(path) && !path.StartsWith(RulesPrefix, StringComparison.Ordinal))
            {
                throw new BadInputException($"space.axes[{i}].path", path, "a path that starts with model. or rules.");
            }
        }
        var template = new JsonObject
        {
            ["model"] = JsonSerializer.SerializeToNode(spec.Model, SpecJson.Options),
            ["rules"] = JsonSerializer.SerializeToNode(spec.Rules, SpecJson.Options),
        };
        CheckRuleAxes(space, template);
        var (models, modelOf) = PlanModels(space, template, calendarOf);
        return new StudyPlan(spec, space, template, models, modelOf);
    }

    /// <summary>Index in <see cref="Models"/> of a trial's model.</summary>
    public int ModelOf(long trial) => _modelOf[trial];

    /// <summary>A trial's rules.</summary>
    /// <exception cref="BadInputException">The combination is not allowed; the field starts with <c>rules</c>.</exception>
    public SimulationRules RulesOf(long trial)
    {
        var point = _space[trial];
        var json = new JsonObject { ["rules"] = _template["rules"]!.DeepClone() };
        for (var i = 0; i < _space.Axes.Count; i++)
        {
            if (!IsModel(_space.Axes[i].Path.ToString()))
            {
                _space.Axes[i].Path.Set(json, point.Values[i]);
            }
        }
        return ReadRules(json["rules"]!);
    }

    /// <summary>A trial's value on each axis, in the order of <see cref="Axes"/>: boxed long, double, string or bool.</summary>
    public IReadOnlyList<object> ValuesOf(long trial) => _space[trial].Values;

    /// <summary>The study's address: what its trials are, over which bars.</summary>
    /// <param name="models">Fingerprints of <see cref="Models"/>, in that order.</param>
    public Fingerprint FingerprintOver(IReadOnlyList<Fingerprint> models) =>
        Fingerprint.Of(
            new
            {
                models,
                rules = Spec.Rules.Validated(),
                space = Spec.Space,
                objective = Spec.Objective,
                holdOut = Spec.HoldOut,
                blocks = Spec.Blocks,
            }
        );

    private static void Check(StudySpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.Name) || spec.Name.Length > 120)
        {
            throw new BadInputException("name", spec.Name, "1 to 120 characters");
        }
        if (spec.HoldOut is not (>= 0.1 and <= 0.9))
        {
            throw new BadInputException("holdOut", spec.HoldOut, "a number from 0.1 to 0.9");
        }
        if (spec.Blocks is < 4 or > 20 || spec.Blocks % 2 != 0)
        {
            throw new BadInputException("blocks", spec.Blocks, "an even number from 4 to 20");
        }
    }

    /// <summary>Each value alone must be allowed; combinations that are not become failed trials.</summary>
    private static void CheckRuleAxes(SearchSpace space, JsonObject template)
    {
        for (var i = 0; i < space.Axes.Count; i++)
        {
            var axis = space.Axes[i];
            if (IsModel(axis.Path.ToString()))
            {
                continue;
            }
            foreach (var value in axis.Values)
            {
                var json = (JsonObject)template.DeepClone();
                Within($"space.axes[{i}]", () => Set(axis, json, value));
                ReadRules(json["rules"]!);
            }
        }
    }

    private static (IReadOnlyList<BoundModel> Models, int[] ModelOf) PlanModels(
        SearchSpace space,
        JsonObject template,
        Func<Symbol, string> calendarOf
    )
    {
        var axes = Enumerable.Range(0, space.Axes.Count).Where(i => IsModel(space.Axes[i].Path.ToString())).ToArray();
        var models = new List<BoundModel>();
        var byValues = new Dictionary<string, int>(StringComparer.Ordinal);
        var byForm = new Dictionary<string, int>(StringComparer.Ordinal);
        var modelOf = new int[space.Count];
        for (var trial = 0; trial < modelOf.Length; trial++)
        {
            var values = space[trial].Values;
            var key = string.Join('\n', axes.Select(i => JsonSerializer.Serialize(values[i])));
            if (!byValues.TryGetValue(key, out var index))
            {
                var model = BindModel(space, axes, template, values, calendarOf);
                if (!byForm.TryGetValue(model.CanonicalForm, out index))
                {
                    index = models.Count;
                    models.Add(model);
                    byForm.Add(model.CanonicalForm, index);
                }
                byValues.Add(key, index);
            }
            modelOf[trial] = index;
        }
        return (models, modelOf);
    }

    private static BoundModel BindModel(
        SearchSpace space,
        int[] axes,
        JsonObject template,
        IReadOnlyList<object> values,
        Func<Symbol, string> calendarOf
    )
    {
        var json = new JsonObject { ["model"] = template["model"]!.DeepClone() };
        foreach (var i in axes)
        {
            Within($"space.axes[{i}]", () => Set(space.Axes[i], json, values[i]));
        }
        return Within(
            "model",
            () =>
            {
                var spec = ModelSpec.Read(json["model"]!.ToJsonString());
                var model = spec.Bind(spec.Symbols().ToDictionary(symbol => symbol, calendarOf));
                CheckCausal(model.Training.Folds.Definition);
                return model;
            }
        );
    }

    /// <summary>Models that were trained on the hold-out would make its name untrue.</summary>
    private static void CheckCausal(FoldPlanDefinition folds)
    {
        if (!folds.IsCausal)
        {
            var causal = FoldPlanCatalog.All.Where(plan => plan.IsCausal).Select(plan => plan.Kind);
            throw new BadInputException(
                "training.folds.kind",
                folds.Kind,
                $"one of {string.Join(", ", causal)}: models of a study must not learn from bars after those they predict"
            );
        }
    }

    private static SimulationRules ReadRules(JsonNode json) =>
        Within("rules", () => SimulationRules.Read(json.ToJsonString()));

    private static bool Set(Axis axis, JsonObject json, object value)
    {
        axis.Path.Set(json, value);
        return true;
    }

    private static bool IsModel(string path) => path.StartsWith(ModelPrefix, StringComparison.Ordinal);

    private static T Within<T>(string parent, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (BadInputException fault) when (fault.Field != parent)
        {
            throw fault.Within(parent);
        }
    }
}
