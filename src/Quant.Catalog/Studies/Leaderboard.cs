using System.Globalization;
using Dapper;
using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Studies;

/// <summary>A bound on one column; a trial in which the column is undefined does not pass.</summary>
/// <param name="Column">One of <see cref="TrialColumns.Names"/>.</param>
/// <param name="Minimum">Least value that passes, inclusive; null for none.</param>
/// <param name="Maximum">Greatest value that passes, inclusive; null for none.</param>
public sealed record TrialFilter(string Column, double? Minimum = null, double? Maximum = null);

/// <summary>Which trials, in which order, which page.</summary>
/// <param name="Study">The study's id.</param>
public sealed record LeaderboardQuery(string Study)
{
    /// <summary>One of <see cref="TrialColumns.Names"/>. Undefined values come last either way; ties by index.</summary>
    public string OrderBy { get; init; } = "score";

    public bool Descending { get; init; } = true;

    /// <summary>All of them must pass.</summary>
    public IReadOnlyList<TrialFilter> Filters { get; init; } = [];

    /// <summary>Only trials that ended so; null for all.</summary>
    public TrialStatus? Status { get; init; }

    /// <summary>Only trials of this model; null for all.</summary>
    public Fingerprint? Model { get; init; }

    /// <summary>True leaves out trials that violate a constraint.</summary>
    public bool FeasibleOnly { get; init; }

    /// <summary>Rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Rows to return at most, 1 to 10,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The condition and its values; nothing of the user's text gets into the condition.</summary>
    /// <exception cref="BadInputException">A column, bound, offset or limit that is not allowed.</exception>
    internal (string Where, string Order, DynamicParameters Parameters) ToSql()
    {
        Paging.Require(Offset, Limit);
        var order = TrialColumns.Resolve(OrderBy, "orderBy");
        var parameters = new DynamicParameters();
        parameters.Add("study", Study);
        parameters.Add("limit", (long)Limit);
        parameters.Add("offset", (long)Offset);
        var conditions = new List<string> { "study = @study" };
        if (Status is { } status)
        {
            conditions.Add("status = @status");
            parameters.Add("status", Words.Of(status));
        }
        if (Model is { } model)
        {
            conditions.Add("model = @model");
            parameters.Add("model", model.ToString());
        }
        if (FeasibleOnly)
        {
            conditions.Add("violated IS NULL");
        }
        for (var i = 0; i < Filters.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"filters[{i}]");
            var column = TrialColumns.Resolve(Filters[i].Column, $"{field}.column");
            Bound(conditions, parameters, $"{field}.minimum", $"{column} >= @min{i}", $"min{i}", Filters[i].Minimum);
            Bound(conditions, parameters, $"{field}.maximum", $"{column} <= @max{i}", $"max{i}", Filters[i].Maximum);
        }
        var direction = Descending ? "DESC" : "ASC";
        return (string.Join(" AND ", conditions), $"{order} {direction} NULLS LAST, trial_index", parameters);
    }

    private static void Bound(
        List<string> conditions,
        DynamicParameters parameters,
        string field,
        string condition,
        string name,
        double? bound
    )
    {
        if (bound is not { } value)
        {
            return;
        }
        if (double.IsNaN(value))
        {
            throw new BadInputException(field, value, "a number");
        }
        conditions.Add(condition);
        parameters.Add(name, value);
    }
}
