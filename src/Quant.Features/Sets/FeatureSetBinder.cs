using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Regimes;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>Checks a spec field by field and builds the columns it asks for.</summary>
internal sealed class FeatureSetBinder
{
    private const int MaxColumns = 2_000;
    private const int MaxAgeMinutes = 527_040;

    private readonly Dictionary<string, FeatureColumn> _columns = new(StringComparer.Ordinal);

    public static FeatureSet Bind(FeatureSetSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.Name))
        {
            throw new BadInputException("name", null, "a name for the feature set");
        }
        if (spec.ContextMaxAgeMinutes is < 1 or > MaxAgeMinutes)
        {
            throw new BadInputException(
                "contextMaxAgeMinutes",
                spec.ContextMaxAgeMinutes,
                $"an integer from 1 to {MaxAgeMinutes}"
            );
        }
        var binder = new FeatureSetBinder();
        for (var i = 0; i < spec.Features.Count; i++)
        {
            binder.Add(spec.Features[i], $"features[{i}]");
        }
        for (var i = 0; i < spec.Regimes.Count; i++)
        {
            binder.Add(spec.Regimes[i], $"regimes[{i}]");
        }
        if (binder._columns.Count is 0 or > MaxColumns)
        {
            throw new BadInputException("features", $"{binder._columns.Count} columns", $"1 to {MaxColumns} columns");
        }
        return binder.Build(spec);
    }

    private void Add(FeatureSpec spec, string path)
    {
        var definition = IndicatorCatalog.Get(spec.Indicator, $"{path}.indicator");
        var wanted = spec.Output is null ? -1 : definition.OutputIndex(spec.Output);
        if (spec.Output is not null && wanted < 0)
        {
            throw new BadInputException(
                $"{path}.output",
                spec.Output,
                $"one of {string.Join(", ", definition.Outputs.Select(output => output.Name))}"
            );
        }
        Add(new Given(definition, spec.Params, spec.Source, spec.Symbol, spec.As, wanted, IsRegime: false), path);
    }

    private void Add(RegimeSpec spec, string path) =>
        Add(
            new Given(
                RegimeCatalog.Get(spec.Method, $"{path}.method"),
                spec.Params,
                spec.Source,
                spec.Symbol,
                spec.As,
                Output: -1,
                IsRegime: true
            ),
            path
        );

    private void Add(Given given, string path)
    {
        var definition = given.Definition;
        var parameters = definition.Bind(given.Params, $"{path}.params");
        var fresh = definition.Create(parameters);
        var source = Source(given, fresh, path);
        var context = given.Symbol is null ? (Symbol?)null : Symbol.Parse(given.Symbol, $"{path}.symbol");
        var isPair = (fresh.Inputs & BarFields.Context) != 0;
        if (isPair && context is null)
        {
            throw new BadInputException($"{path}.symbol", null, $"the symbol that {definition.Name} compares with");
        }
        for (var output = 0; output < definition.Outputs.Count; output++)
        {
            if (given.Output >= 0 && given.Output != output)
            {
                continue;
            }
            var suffix = definition.Outputs.Count > 1 ? definition.Outputs[output].Name : null;
            var name = given.As is null
                ? (given.IsRegime ? "regime_" : "")
                    + ColumnNames.Default(definition, parameters, source, suffix, context)
                : ColumnNames.Check(given.As, $"{path}.as") + (suffix is null || given.Output >= 0 ? "" : $"_{suffix}");
            var column = new FeatureColumn(
                name,
                definition,
                output,
                parameters,
                source,
                context,
                given.IsRegime,
                fresh.Warmup(output),
                isPair
            );
            if (!_columns.TryAdd(name, column))
            {
                throw new BadInputException($"{path}.as", name, "a column name that is not taken already");
            }
        }
    }

    private static string? Source(Given given, Operator fresh, string path)
    {
        if ((fresh.Inputs & BarFields.Source) != 0)
        {
            return SourceColumn.Check(given.Source ?? SourceColumn.Default, $"{path}.source");
        }
        return given.Source is null
            ? null
            : throw new BadInputException(
                $"{path}.source",
                given.Source,
                $"no source: {given.Definition.Name} reads {fresh.Inputs.ToString().ToLowerInvariant()}"
            );
    }

    private FeatureSet Build(FeatureSetSpec spec)
    {
        var calendar = ExchangeCalendar.Parse(spec.Calendar);
        var calendars = new Dictionary<Symbol, ExchangeCalendar>();
        foreach (var column in _columns.Values)
        {
            if (column.Context is { } symbol)
            {
                calendars[symbol] = calendar;
            }
        }
        foreach (var (name, value) in spec.ContextCalendars ?? new Dictionary<string, string>())
        {
            var symbol = Symbol.Parse(name, "contextCalendars");
            if (!calendars.ContainsKey(symbol))
            {
                throw new BadInputException($"contextCalendars.{name}", value, "a symbol that some feature names");
            }
            calendars[symbol] = ExchangeCalendar.Parse(value, $"contextCalendars.{name}");
        }
        var columns = _columns.Values.OrderBy(column => column.Name, StringComparer.Ordinal).ToList();
        var form = new JsonObject
        {
            ["calendar"] = calendar.Name,
            ["columns"] = new JsonArray([.. columns.Select(Form)]),
        };
        if (calendars.Count > 0)
        {
            form["contextCalendars"] = new JsonObject(
                calendars.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)pair.Value.Name))
            );
            form["contextMaxAgeMinutes"] = spec.ContextMaxAgeMinutes;
        }
        return new FeatureSet(
            spec.Name,
            columns,
            calendar,
            calendars,
            spec.ContextMaxAgeMinutes * UnixMicros.PerMinute,
            CanonicalJson.Of(form)
        );
    }

    private static JsonObject Form(FeatureColumn column) =>
        new()
        {
            ["name"] = column.Name,
            [column.IsRegime ? "method" : "indicator"] = column.Definition.Name,
            ["revision"] = column.Definition.Revision,
            ["params"] = column.Parameters.ToJson(),
            ["source"] = column.Source,
            ["output"] = column.Definition.Outputs[column.Output].Name,
            ["symbol"] = column.Context?.ToString(),
        };

    private sealed record Given(
        IndicatorDefinition Definition,
        IReadOnlyDictionary<string, JsonElement>? Params,
        string? Source,
        string? Symbol,
        string? As,
        int Output,
        bool IsRegime
    );
}
