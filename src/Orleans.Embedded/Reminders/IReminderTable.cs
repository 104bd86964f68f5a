namespace Orleans;

/// <summary>Where reminders are kept. Implement it to keep them elsewhere than in memory.</summary>
public interface IReminderTable
{
    [Obsolete("Implement StartAsync instead")]
    Task Init() => Task.CompletedTask;

#pragma warning disable CS0618 // Tables written before there was StartAsync have Init.
    Task StartAsync(CancellationToken cancellationToken = default) => Init();
#pragma warning restore CS0618

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <inheritdoc cref="ReadRows(GrainId)"/>
    Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) => ReadRows(grainId);

    /// <summary>
    /// All reminders of the grains whose <see cref="GrainId.GetUniformHashCode"/> lies in (begin, end]; where begin is not
    /// below end, the range wraps around zero, and equal bounds mean everything.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <inheritdoc cref="ReadRows(uint, uint)"/>
    Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) => ReadRows(begin, end);

    /// <summary>One reminder; null where there is none.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <inheritdoc cref="ReadRow(GrainId, string)"/>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken) =>
        ReadRow(grainId, reminderName);

    /// <summary>Writes a reminder, whatever was there, and returns its new version.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <inheritdoc cref="UpsertRow(ReminderEntry)"/>
    Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken) => UpsertRow(entry);

    /// <summary>Removes a reminder if its version is the given one; tells whether it did.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <inheritdoc cref="RemoveRow(GrainId, string, string)"/>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken) =>
        RemoveRow(grainId, reminderName, eTag);

    Task TestOnlyClearTable();

    /// <inheritdoc cref="TestOnlyClearTable()"/>
    Task TestOnlyClearTable(CancellationToken cancellationToken) => TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>A row of a <see cref="IReminderTable"/>.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    [Id(0)]
    public GrainId GrainId { get; set; }

    [Id(1)]
    public string ReminderName { get; set; } = "";

    /// <summary>When the first tick is due, in UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The row's version.</summary>
    [Id(4)]
    public string ETag { get; set; } = "";

    public override string ToString() =>
        $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period} StartAt={StartAt:O}>";
}

/// <summary>Rows read from a <see cref="IReminderTable"/>.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    public ReminderTableData() { }

    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; } = [];

    public override string ToString() => $"[{Reminders.Count} reminders: {string.Join(", ", Reminders)}]";
}
