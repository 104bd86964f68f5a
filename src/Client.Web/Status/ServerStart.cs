namespace Quant.Client.Web.Status;

/// <summary>When this server started.</summary>
public sealed record ServerStart(DateTimeOffset At);
