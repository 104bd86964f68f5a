using System.Runtime.InteropServices;

namespace Quant.Client.Cli;

/// <summary>
/// Ctrl+C and termination ask the command to end in good order; a second Ctrl+C ends the process at once. Nothing that was
/// finished is lost either way.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt(CancellationTokenSource stop) =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop)),
        ];

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
