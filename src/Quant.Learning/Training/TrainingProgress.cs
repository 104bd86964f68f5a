namespace Quant.Learning.Training;

/// <summary>How far a training is.</summary>
/// <param name="Fold">The fold at work, from 1; one more than <paramref name="Folds"/> for the final model.</param>
/// <param name="Folds">How many folds there are.</param>
/// <param name="Round">Rounds (trees) done in this fold.</param>
/// <param name="Rounds">Rounds in all in this fold.</param>
public sealed record TrainingProgress(int Fold, int Folds, int Round, int Rounds)
{
    /// <summary>Whether the model for live use, trained on all rows, is at work.</summary>
    public bool IsFinal => Fold > Folds;
}
