using Microsoft.Extensions.Logging;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;

namespace Quant.Grains.Ingest.Streams;

/// <summary>
/// What a stream pushed for one symbol and its grain has not taken yet: sent in order, all that came meanwhile together,
/// so that a slow symbol keeps no other waiting. Used on the turns of the stream's grain.
/// </summary>
internal sealed class SymbolOutbox(string provider, ISymbolIngestGrain grain, ILogger log)
{
    private List<PushedBar> _waiting = [];
    private long? _catchUpFrom;
    private Task _sending = Task.CompletedTask;

    public void Send(in Bar bar)
    {
        _waiting.Add(
            new PushedBar(bar.Ts, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Vwap, bar.TradeCount)
        );
        Begin();
    }

    /// <summary>Lets the symbol ask for all since a time.</summary>
    public void CatchUp(long fromTs)
    {
        _catchUpFrom = Math.Min(_catchUpFrom ?? fromTs, fromTs);
        Begin();
    }

    private void Begin()
    {
        if (_sending.IsCompleted)
        {
            _sending = SendAsync();
        }
    }

    private async Task SendAsync()
    {
        while (_waiting.Count > 0 || _catchUpFrom is not null)
        {
            var (bars, from) = (_waiting, _catchUpFrom);
            (_waiting, _catchUpFrom) = ([], null);
            try
            {
                if (from is { } missed)
                {
                    await grain.CatchUpAsync(missed);
                }
                if (bars.Count > 0)
                {
                    await grain.AcceptAsync(new PushedBars(provider, bars));
                }
            }
            catch (Exception fault)
            {
                // The symbol asks for what it lacks at its next look.
                log.LogWarning(fault, "{Bars} pushed bars could not be handed over", bars.Count);
            }
        }
    }
}
