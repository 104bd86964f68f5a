using Quant.Specs;

namespace Quant.Grains.Work;

/// <summary>What a computation is, for those who look at the silo.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">To what: a symbol, the fingerprint of a model, or a study.</param>
public readonly record struct WorkLabel(string Kind, string Subject)
{
    public static WorkLabel Import(object symbol) => new("importing", symbol.ToString()!);

    public static WorkLabel Ingest(object symbol) => new("ingesting", symbol.ToString()!);

    public static WorkLabel Check(object symbol) => new("checking", symbol.ToString()!);

    public static WorkLabel Features(object symbol) => new("features", symbol.ToString()!);

    public static WorkLabel Training(Fingerprint model) => new("training", model.ToString());

    public static WorkLabel Series(Fingerprint model) => new("loading", model.ToString());

    public static WorkLabel Backtest(Fingerprint model) => new("backtesting", model.ToString());

    public static WorkLabel Trials(string study) => new("simulating", study);

    public static WorkLabel Ranking(string study) => new("ranking", study);
}
