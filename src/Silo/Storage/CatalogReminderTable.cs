using Orleans;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Catalog.Grains;
using Quant.Grains.Interfaces.Faults;

namespace Quant.Silo.Storage;

/// <summary>Keeps reminders in the catalog, so that they survive restarts and are shared by the silos of a cluster.</summary>
public sealed class CatalogReminderTable(CatalogStore catalog) : IReminderTable
{
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        ToldAsync(async () =>
            new ReminderTableData((await catalog.Reminders.ListAsync(grainId.ToString())).Select(Entry))
        );

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        ToldAsync(async () => new ReminderTableData((await catalog.Reminders.ListAsync(begin, end)).Select(Entry)));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        ToldAsync(async () =>
            await catalog.Reminders.FindAsync(grainId.ToString(), reminderName) is { } record ? Entry(record) : null
        );

    public Task<string?> UpsertRow(ReminderEntry entry) =>
        ToldAsync<string?>(async () =>
            entry.ETag = await catalog.Reminders.UpsertAsync(
                entry.GrainId.ToString(),
                entry.ReminderName,
                new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
                entry.Period,
                entry.GrainId.GetUniformHashCode()
            )
        );

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        ToldAsync(() => catalog.Reminders.RemoveAsync(grainId.ToString(), reminderName, eTag));

    public Task TestOnlyClearTable() => catalog.Reminders.ClearAsync();

    /// <summary>A catalog that is away is told in a form that crosses between silos.</summary>
    private static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (CatalogException fault) when (fault.IsOutage)
        {
            throw new StorageUnavailableException(fault.Message);
        }
    }

    private static ReminderEntry Entry(ReminderRecord record) =>
        new()
        {
            GrainId = GrainId.Parse(record.GrainId),
            ReminderName = record.Name,
            StartAt = record.StartAt.UtcDateTime,
            Period = record.Period,
            ETag = record.ETag,
        };
}
