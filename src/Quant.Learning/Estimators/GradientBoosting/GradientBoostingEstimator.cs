using Quant.Learning.Models;
using Quant.Learning.Threading;
using Quant.Specs;

namespace Quant.Learning.Estimators.GradientBoosting;

/// <summary>
/// Gradient-boosted trees on histograms (Chen and Guestrin, "XGBoost", KDD 2016; Ke et al., "LightGBM", 2017): squared
/// loss for regression, log loss for classification. Takes missing values.
/// </summary>
internal sealed class GradientBoostingEstimator(Parameters parameters) : IEstimator
{
    public static readonly EstimatorDefinition Definition = new(
        "gradientBoosting",
        "Gradient-boosted trees",
        "Trees fitted one after another to what the ones before left unexplained; takes missing values as they are.",
        [Labels.TaskKind.Regression, Labels.TaskKind.Classification],
        [
            ParameterDefinition.Integer("rounds", 100, 1, 10_000, "Number of trees."),
            ParameterDefinition.Number("learningRate", 0.1, 0.0001, 1, "Share of each tree's step that is taken."),
            ParameterDefinition.Integer("maxDepth", 6, 1, 24, "Most splits between root and leaf."),
            ParameterDefinition.Choice(
                "growth",
                "levelWise",
                ["levelWise", "leafWise"],
                "Split level by level, or the leaf with the most gain first."
            ),
            ParameterDefinition.Integer("maxLeaves", 0, 0, 65_536, "Most leaves of a tree; 0 for no limit but depth."),
            ParameterDefinition.Number("lambda", 1, 0, 1e9, "L2 penalty on leaf values."),
            ParameterDefinition.Number("gamma", 0, 0, 1e9, "Least gain of a split."),
            ParameterDefinition.Number("minChildWeight", 1, 0, 1e9, "Least sum of second derivatives in a child."),
            ParameterDefinition.Integer("minRows", 1, 1, 1_000_000, "Least rows in a child."),
            ParameterDefinition.Number("subsample", 1, 0.01, 1, "Share of the rows each tree sees."),
            ParameterDefinition.Number("columnSample", 1, 0.01, 1, "Share of the features each tree sees."),
            ParameterDefinition.Integer(
                "earlyStoppingRounds",
                0,
                0,
                1000,
                "Stop after this many rounds without improvement on the last part of the training rows; 0 never."
            ),
            ParameterDefinition.Number(
                "validationShare",
                0.2,
                0.05,
                0.5,
                "Share of the training rows, the latest, that early stopping holds back."
            ),
        ],
        [],
        bound => new GradientBoostingEstimator(bound)
    );

    public IFittedModel Fit(TrainingData data, FitContext context)
    {
        using var team = WorkerTeam.For((long)data.Rows * data.Table.Names.Count, context.Threads);
        return Fit(data, context, team);
    }

    /// <summary>Fits with these workers, however small the data.</summary>
    internal IFittedModel Fit(TrainingData data, FitContext context, WorkerTeam team)
    {
        var patience = parameters.Int("earlyStoppingRounds");
        if (patience == 0)
        {
            return new BoostingRun(parameters, data, context, team).Run(null);
        }
        var (fit, held) = EarlyStopping.Divide(data, parameters.Number("validationShare"));
        if (fit.Rows == 0 || held.Rows == 0)
        {
            throw new BadInputException(
                "estimator.params.earlyStoppingRounds",
                patience,
                $"0 for as few as {data.Rows} training rows"
            );
        }
        var run = new BoostingRun(parameters, fit, context, team);
        return run.Run(new EarlyStopping(held, run.BaseScore, patience));
    }
}
