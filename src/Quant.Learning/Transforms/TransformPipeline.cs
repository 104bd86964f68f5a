using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms;

/// <summary>Transforms in order, with their parameters checked; fitted anew inside every fold.</summary>
public sealed class TransformPipeline
{
    private readonly string _path;
    private readonly (TransformSpec Spec, TransformDefinition Definition, Parameters Parameters)[] _steps;

    private TransformPipeline(string path, (TransformSpec, TransformDefinition, Parameters)[] steps) =>
        (_path, _steps) = (path, steps);

    /// <summary>The specs with every default written out.</summary>
    public IReadOnlyList<TransformSpec> Specs =>
        [
            .. _steps.Select(step => new TransformSpec(
                step.Definition.Kind,
                step.Spec.Columns,
                SpecValues.Of(step.Parameters)
            )),
        ];

    /// <summary>Checks kinds, parameters, and that columns are named where they must be.</summary>
    /// <exception cref="BadInputException">Names the field, the value and what is allowed.</exception>
    public static TransformPipeline Bind(IReadOnlyList<TransformSpec> specs, string path = "transforms")
    {
        var steps = new (TransformSpec, TransformDefinition, Parameters)[specs.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var at = $"{path}[{i}]";
            var definition = TransformCatalog.Find(specs[i].Kind, $"{at}.kind");
            if (definition.NeedsColumns && specs[i].Columns is not { Count: > 0 })
            {
                throw new BadInputException($"{at}.columns", null, "the names of one or more columns");
            }
            var parameters = Parameters.Bind(definition.Parameters, specs[i].Params, $"{at}.params");
            steps[i] = (specs[i], definition, parameters);
        }
        return new TransformPipeline(path, steps);
    }

    /// <summary>Checks that the columns the specs name are among the features.</summary>
    /// <exception cref="BadInputException">Names the field, the value and the features.</exception>
    public void CheckColumns(IReadOnlyList<string> features)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var columns = _steps[i].Spec.Columns ?? [];
            for (var j = 0; j < columns.Count; j++)
            {
                if (!features.Contains(columns[j]))
                {
                    throw new BadInputException(
                        $"{_path}[{i}].columns[{j}]",
                        columns[j],
                        $"one of {string.Join(", ", features)}"
                    );
                }
            }
        }
    }

    /// <summary>
    /// Fits each transform to the training rows as the ones before it left them. A column that an earlier transform
    /// took away is passed over by the later ones.
    /// </summary>
    /// <param name="train">A copy of the training rows; taken over and written to.</param>
    /// <returns>The fitted pipeline, and the training rows as it leaves them.</returns>
    /// <exception cref="BadInputException">Unknown column, or no column left.</exception>
    public (FittedPipeline Pipeline, ColumnTable Train) Fit(ColumnTable train)
    {
        CheckColumns(train.Names);
        var inputs = train.Names;
        var fitted = new FittedTransform[_steps.Length];
        for (var i = 0; i < fitted.Length; i++)
        {
            var (spec, definition, parameters) = _steps[i];
            var table = train;
            string[] columns = [.. (spec.Columns ?? train.Names).Where(name => table.IndexOf(name) >= 0)];
            fitted[i] = definition.Fit(train, columns, parameters);
            train = fitted[i].Apply(train);
            if (train.Columns.Length == 0)
            {
                throw new BadInputException(
                    $"{_path}[{i}]",
                    definition.Kind,
                    "a pipeline that leaves at least one column with values in every training fold"
                );
            }
        }
        return (new FittedPipeline(inputs, fitted), train);
    }
}
