namespace Quant.Learning.Labels;

/// <summary>What a label asks a model to predict.</summary>
public enum TaskKind
{
    /// <summary>A number, such as a return; predictions are in the label's unit.</summary>
    Regression,

    /// <summary>0 or 1; predictions are the probability of 1.</summary>
    Classification,
}
