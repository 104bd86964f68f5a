using Quant.Specs;

namespace Quant.Learning.Folds.WalkForward;

/// <summary>
/// Walk-forward: test periods follow each other from the end of the first training window to the last row, each
/// predicted by a model trained on rows before it. A training row is purged when its label is known only at or after the
/// first test row's close (López de Prado, "Advances in Financial Machine Learning", 2018, ch. 7); the embargo widens
/// that gap by a number of bars.
/// </summary>
internal static class WalkForwardPlan
{
    private static readonly ParameterDefinition[] s_common =
    [
        ParameterDefinition.Integer(
            "folds",
            5,
            1,
            1000,
            "Number of test periods, equally long but for a remainder; used where testRows is 0."
        ),
        ParameterDefinition.Integer(
            "testRows",
            0,
            0,
            10_000_000,
            "Bars per test period, whatever comes later; the last may be shorter. 0: as folds says."
        ),
        ParameterDefinition.Integer("embargo", 0, 0, 1_000_000, "Bars by which labels must end before the test rows."),
    ];

    public static readonly FoldPlanDefinition Expanding = new(
        "expanding",
        "Walk-forward, expanding window",
        "Each model trains on all rows before its test period.",
        IsCausal: true,
        [
            ParameterDefinition.Integer(
                "minTrainRows",
                500,
                10,
                10_000_000,
                "Bars after the warm-up and before the first test period."
            ),
            .. s_common,
        ],
        (input, parameters, path) => Divide(input, parameters, path, "minTrainRows", rolling: false)
    );

    public static readonly FoldPlanDefinition Rolling = new(
        "rolling",
        "Walk-forward, rolling window",
        "Each model trains on the same number of bars before its test period.",
        IsCausal: true,
        [
            ParameterDefinition.Integer(
                "trainRows",
                1000,
                10,
                10_000_000,
                "Bars of the window before each test period, purged and embargoed ones included."
            ),
            .. s_common,
        ],
        (input, parameters, path) => Divide(input, parameters, path, "trainRows", rolling: true)
    );

    private static IReadOnlyList<Fold> Divide(
        FoldInput input,
        Parameters parameters,
        string path,
        string windowName,
        bool rolling
    )
    {
        var window = parameters.Int(windowName);
        var embargo = parameters.Int("embargo");
        var testRows = parameters.Int("testRows");
        var first = (long)input.FirstRow + window;
        var least = testRows > 0 ? 1 : parameters.Int("folds");
        if (input.Rows < first + least)
        {
            throw new BadInputException(
                "bars",
                input.Rows,
                $"at least {first + least}: {input.FirstRow} of warm-up, {path}.{windowName} {window}, and {least} to test"
            );
        }
        var folds = new List<Fold>();
        foreach (var (start, end) in Periods((int)first, input.Rows, testRows, least))
        {
            var from = rolling ? start - window : input.FirstRow;
            folds.Add(Train(input, folds.Count, from, start, end, embargo, path));
        }
        return folds;
    }

    private static IEnumerable<(int Start, int End)> Periods(int first, int rows, int testRows, int folds)
    {
        if (testRows > 0)
        {
            for (var start = first; start < rows; start += testRows)
            {
                yield return (start, (int)Math.Min(rows, (long)start + testRows));
            }
            yield break;
        }
        for (var fold = 0; fold < folds; fold++)
        {
            yield return (
                first + (int)((long)(rows - first) * fold / folds),
                first + (int)((long)(rows - first) * (fold + 1) / folds)
            );
        }
    }

    private static Fold Train(FoldInput input, int number, int from, int start, int end, int embargo, string path)
    {
        var rows = new List<int>(start - from);
        int purged = 0,
            embargoed = 0;
        for (var row = from; row < start; row++)
        {
            if (!input.IsLabelled(row))
            {
                continue;
            }
            var known = (long)input.Labels.LabelEnd[row];
            if (known >= start)
            {
                purged++;
            }
            else if (known + embargo >= start)
            {
                embargoed++;
            }
            else
            {
                rows.Add(row);
            }
        }
        if (rows.Count == 0)
        {
            throw new BadInputException(
                $"{path}.embargo",
                embargo,
                $"a gap that leaves fold {number} rows to train on ({purged} purged, {embargoed} under embargo)"
            );
        }
        return new Fold(number, start, end, [.. rows], purged, embargoed);
    }
}
