namespace Quant.Client.Web.Errors;

/// <summary>What was asked cannot be done in the state things are in; the message says which.</summary>
public sealed class ConflictException(string message) : Exception(message);
