using Quant.Specs;

namespace Quant.Learning.Folds.PurgedKFold;

/// <summary>
/// K-fold cross-validation for labels that overlap (López de Prado, "Advances in Financial Machine Learning", 2018,
/// ch. 7): a row is purged when its label's span touches the test rows' labels, and the bars after the test rows are
/// under embargo. Models also train on rows after their test rows, so this judges a model but does not replay history.
/// </summary>
internal static class PurgedKFoldPlan
{
    public static readonly FoldPlanDefinition Definition = new(
        "purgedKFold",
        "Purged k-fold",
        "Each part of the rows is predicted by a model trained on the others, before and after it.",
        IsCausal: false,
        [
            ParameterDefinition.Integer("folds", 5, 2, 1000, "Number of parts."),
            ParameterDefinition.Integer("embargo", 0, 0, 1_000_000, "Bars after the test rows' labels not trained on."),
        ],
        Divide
    );

    private static IReadOnlyList<Fold> Divide(FoldInput input, Parameters parameters, string path)
    {
        var (count, embargo) = (parameters.Int("folds"), parameters.Int("embargo"));
        long rows = input.Rows - input.FirstRow;
        if (rows < 2L * count)
        {
            throw new BadInputException(
                "bars",
                input.Rows,
                $"at least {input.FirstRow + 2L * count}: {input.FirstRow} of warm-up and 2 per fold of {path}.folds"
            );
        }
        var folds = new List<Fold>(count);
        for (var number = 0; number < count; number++)
        {
            var start = input.FirstRow + (int)(rows * number / count);
            var end = input.FirstRow + (int)(rows * (number + 1) / count);
            folds.Add(Train(input, number, start, end, embargo, path));
        }
        return folds;
    }

    private static Fold Train(FoldInput input, int number, int start, int end, int embargo, string path)
    {
        var train = new List<int>(input.Rows);
        int purged = 0,
            embargoed = 0;
        long testKnown = input.Labels.LabelEnd[end - 1];
        for (var row = input.FirstRow; row < input.Rows; row++)
        {
            if ((row >= start && row < end) || !input.IsLabelled(row))
            {
                continue;
            }
            if (row < start ? input.Labels.LabelEnd[row] >= start : row <= testKnown)
            {
                purged++;
            }
            else if (row >= end && row <= testKnown + embargo)
            {
                embargoed++;
            }
            else
            {
                train.Add(row);
            }
        }
        if (train.Count == 0)
        {
            throw new BadInputException(
                $"{path}.embargo",
                embargo,
                $"a gap that leaves fold {number} rows to train on ({purged} purged, {embargoed} under embargo)"
            );
        }
        return new Fold(number, start, end, [.. train], purged, embargoed);
    }
}
