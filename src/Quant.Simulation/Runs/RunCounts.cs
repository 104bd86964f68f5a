using Quant.Simulation.Results;
using Quant.Simulation.Signals;

namespace Quant.Simulation.Runs;

/// <summary>What happened in a run, counted as it happens.</summary>
internal sealed class RunCounts(int gates)
{
    public int Predictions;
    public int Signals;
    public int EntryOrders;
    public int ExitOrders;
    public int Reversals;
    public int Unfilled;
    public int Dropped;
    public int Refused;
    public int Entries;

    /// <summary>Signals blocked, by verdict.</summary>
    public int[] Blocked { get; } = new int[Enum.GetValues<EntryVerdict>().Length];

    /// <summary>Signals blocked by each regime gate.</summary>
    public int[] BlockedByGate { get; } = new int[gates];

    /// <summary>Positions closed, by reason.</summary>
    public int[] Exits { get; } = new int[Enum.GetValues<ExitReason>().Length];

    /// <summary>Counts a signal met while an entry was possible.</summary>
    public void Note(EntryVerdict verdict, int gate)
    {
        if (verdict == EntryVerdict.NoSignal)
        {
            return;
        }
        Signals++;
        Blocked[(int)verdict]++;
        if (verdict == EntryVerdict.BlockedByGate)
        {
            BlockedByGate[gate]++;
        }
    }
}
