using System.Collections.Concurrent;
using System.Globalization;
using Quant.Catalog.Studies;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Search.Spaces;
using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>What varies from trial to trial of a study, and its value for each trial, from the study's own space.</summary>
internal sealed class StudyAxes
{
    private const int Kept = 64;
    private readonly ConcurrentDictionary<string, SearchSpace> _spaces = new();

    /// <summary>The axes in the plan's order.</summary>
    public IReadOnlyList<AxisDto> Of(StudyRecord study) =>
        [.. Space(study).Axes.Select(axis => new AxisDto(axis.Name, [.. axis.Values.Select(Text)]))];

    /// <summary>A trial's value on each axis, by the axis's name.</summary>
    public IReadOnlyDictionary<string, string> ValuesOf(StudyRecord study, long trial)
    {
        var space = Space(study);
        var values = new Dictionary<string, string>();
        if (trial >= 0 && trial < space.Count)
        {
            var point = space[trial];
            for (var i = 0; i < space.Axes.Count; i++)
            {
                values[space.Axes[i].Name] = Text(point.Values[i]);
            }
        }
        return values;
    }

    private SearchSpace Space(StudyRecord study)
    {
        if (_spaces.Count > Kept)
        {
            _spaces.Clear();
        }
        return _spaces.GetOrAdd(study.Id, _ => Read(study.Spec));
    }

    private static SearchSpace Read(string spec)
    {
        var space = JsonText.Parse(spec).GetProperty("space");
        return SearchSpace.Create(SpecJson.Read<SearchSpaceSpec>(space.GetRawText(), "search space"), long.MaxValue);
    }

    private static string Text(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
