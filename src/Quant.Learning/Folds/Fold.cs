namespace Quant.Learning.Folds;

/// <summary>One fold: rows to train on, and the later rows it is tested on.</summary>
/// <param name="Number">From 0, in the order of the test rows.</param>
/// <param name="TestStart">First test row.</param>
/// <param name="TestEnd">One past the last test row.</param>
/// <param name="TrainRows">Rows to train on, ascending.</param>
/// <param name="Purged">Rows kept from training because their label overlaps the test rows.</param>
/// <param name="Embargoed">Rows kept from training by the embargo alone.</param>
public sealed record Fold(int Number, int TestStart, int TestEnd, int[] TrainRows, int Purged, int Embargoed)
{
    public int TestCount => TestEnd - TestStart;
}
