using System.Globalization;
using OrleansEmbedded;

namespace Orleans;

/// <summary>Reminders in memory, for as long as the cluster lives.</summary>
internal sealed class InMemoryReminderTable(EmbeddedCluster cluster) : IReminderTable
{
    private static long s_versions;

    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _rows =
        (Dictionary<(GrainId, string), ReminderEntry>)
            cluster.Fabric.Shared.GetOrAdd("reminders", _ => new Dictionary<(GrainId, string), ReminderEntry>());

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Select(row => row.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Select(row => new HashRange(begin, end).Contains(row.GrainId.GetUniformHashCode()));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        lock (_rows)
            return Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row) ? Codecs.Copy(row) : null);
    }

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = Codecs.Copy(entry);
        row.ETag = Interlocked.Increment(ref s_versions).ToString(CultureInfo.InvariantCulture);
        lock (_rows)
            _rows[(row.GrainId, row.ReminderName)] = row;
        return Task.FromResult<string?>(row.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (_rows)
        {
            return Task.FromResult(
                _rows.TryGetValue((grainId, reminderName), out var row)
                    && row.ETag == eTag
                    && _rows.Remove((grainId, reminderName))
            );
        }
    }

    public Task TestOnlyClearTable()
    {
        lock (_rows)
            _rows.Clear();
        return Task.CompletedTask;
    }

    private Task<ReminderTableData> Select(Func<ReminderEntry, bool> which)
    {
        lock (_rows)
            return Task.FromResult(new ReminderTableData(_rows.Values.Where(which).Select(Codecs.Copy).ToList()));
    }
}

/// <summary>The hashes in (Begin, End], around zero where Begin is not below End; all of them where they are equal.</summary>
internal readonly record struct HashRange(uint Begin, uint End)
{
    public bool Contains(uint hash) => Begin < End ? hash > Begin && hash <= End : hash > Begin || hash <= End;
}
