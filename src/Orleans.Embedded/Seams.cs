using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    internal static class RuntimeContext
    {
        public static Activation? Current => null;
    }

    internal abstract class Activation : IGrainContext
    {
        public GrainReference GrainReference => null!;
        public GrainId GrainId => default;
        public object? GrainInstance => null;
        public IServiceProvider ActivationServices => null!;
        public IGrainLifecycle ObservableLifecycle => null!;
        public Task Deactivated => null!;

        public void Deactivate(DeactivationReason r, CancellationToken t) { }

        public bool Equals(IGrainContext? o) => false;

        public void EnterReentrantSection(Guid id) { }

        public void ExitReentrantSection(Guid id) { }
    }

    internal sealed class RemoteSequence<T>
    {
        public IAsyncEnumerable<T> WithBatchSize(int size) => throw new InvalidOperationException();
    }

    internal sealed class Silo
    {
        public string Name => "";
        public SiloAddress Address => SiloAddress.Zero;
        public SiloStatus Status => 0;
        public IServiceProvider Services => null!;

        public Task StopAsync(CancellationToken t) => Task.CompletedTask;

        public void Kill() { }
    }

    internal sealed class Fabric : IDisposable
    {
        public IReadOnlyList<Silo> Silos => [];

        public void Dispose() { }
    }
}

namespace Orleans.Hosting
{
    internal static class SiloServices
    {
        public static ISiloBuilder Add(IServiceCollection s, IConfiguration c) => throw new InvalidOperationException();

        public static void UseLocalhost(
            IServiceCollection s,
            int a,
            int b,
            System.Net.IPEndPoint? e,
            string c,
            string d
        ) { }

        public static Task StopAsync(IHost h, bool g, CancellationToken t = default) => Task.CompletedTask;
    }

    internal static class ClientServices
    {
        public static IClientBuilder Add(IServiceCollection s, IConfiguration c) =>
            throw new InvalidOperationException();

        public static void UseLocalhost(IServiceCollection s, int a, string b, string c) { }
    }

    internal static class ReminderServices
    {
        public static void Add(IServiceCollection s) { }
    }

    internal sealed class InMemoryReminderTable : IReminderTable
    {
        public Task<ReminderTableData> ReadRows(GrainId grainId) => throw new InvalidOperationException();

        public Task<ReminderTableData> ReadRows(uint begin, uint end) => throw new InvalidOperationException();

        public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
            throw new InvalidOperationException();

        public Task<string> UpsertRow(ReminderEntry entry) => throw new InvalidOperationException();

        public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
            throw new InvalidOperationException();

        public Task TestOnlyClearTable() => throw new InvalidOperationException();
    }
}

namespace Orleans.Storage
{
    internal static class MemoryGrainStorage
    {
        public static void Add(IServiceCollection s, string n, Action<OptionsBuilder<MemoryGrainStorageOptions>>? c) { }
    }
}
