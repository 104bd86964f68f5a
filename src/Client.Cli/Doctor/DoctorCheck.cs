namespace Quant.Client.Cli.Doctor;

/// <summary>How something stands.</summary>
internal enum Health
{
    Ok,

    /// <summary>Not there, and only needed for something special.</summary>
    Optional,

    /// <summary>Nothing works without it.</summary>
    Missing,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">What to do about it; null where nothing need be done.</param>
internal sealed record DoctorCheck(string Name, Health Health, string Detail, string? Remedy = null);

/// <summary>All that was looked at.</summary>
/// <param name="Sound">True when nothing needed is missing.</param>
/// <param name="Checks">In the order of need.</param>
internal sealed record DoctorReport(bool Sound, IReadOnlyList<DoctorCheck> Checks);
