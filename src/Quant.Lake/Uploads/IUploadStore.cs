namespace Quant.Lake.Uploads;

/// <summary>
/// Files handed in to be imported, kept under generated ids until they have been. Safe for concurrent use. An id is
/// never a path.
/// </summary>
public interface IUploadStore
{
    /// <summary>Keeps a stream; what could not be kept whole is not there.</summary>
    /// <returns>The id: 26 characters of a-z and 2-7.</returns>
    Task<string> SaveAsync(Stream content, CancellationToken cancellation);

    /// <summary>Reads an upload from its start.</summary>
    /// <exception cref="Quant.Specs.BadInputException">Not an id, or no such upload.</exception>
    Stream Open(string id);

    /// <summary>Forgets an upload; one that is not there is no fault.</summary>
    /// <exception cref="Quant.Specs.BadInputException">Not an id.</exception>
    void Delete(string id);
}
