using Orleans;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Catalog.Grains;

namespace Quant.Silo.Storage;

/// <summary>Keeps reminders in the catalog, so that they survive restarts and are shared by the silos of a cluster.</summary>
public sealed class CatalogReminderTable(CatalogStore catalog) : IReminderTable
{
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new((await catalog.Reminders.ListAsync(grainId.ToString())).Select(Entry));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new((await catalog.Reminders.ListAsync(begin, end)).Select(Entry));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await catalog.Reminders.FindAsync(grainId.ToString(), reminderName) is { } record ? Entry(record) : null;

    public async Task<string?> UpsertRow(ReminderEntry entry) =>
        entry.ETag = await catalog.Reminders.UpsertAsync(
            entry.GrainId.ToString(),
            entry.ReminderName,
            new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
            entry.Period,
            entry.GrainId.GetUniformHashCode()
        );

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        catalog.Reminders.RemoveAsync(grainId.ToString(), reminderName, eTag);

    public Task TestOnlyClearTable() => catalog.Reminders.ClearAsync();

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
