using System.Security.Cryptography;
using Quant.Specs;

namespace Quant.Lake.Uploads;

/// <summary>Uploads as files in one folder, <c>&lt;data root&gt;/uploads</c>.</summary>
public sealed class FileUploadStore : IUploadStore
{
    /// <summary>How long an upload nobody imported is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const int IdLength = Fingerprint.Length;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Finished = ".upload";
    private const string Partial = ".partial";

    private readonly string _folder;

    /// <summary>Opens the folder, creating it where there is none, and deletes what was left behind long ago.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="clock">What "now" is when leftovers are judged.</param>
    public FileUploadStore(string folder, TimeProvider clock)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        var oldest = clock.GetUtcNow().UtcDateTime - Kept;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles())
        {
            if (file.Extension is Finished or Partial && file.LastWriteTimeUtc < oldest)
            {
                file.Delete();
            }
        }
    }

    public async Task<string> SaveAsync(Stream content, CancellationToken cancellation)
    {
        var id = RandomNumberGenerator.GetString(Alphabet, IdLength);
        var partial = Path.Combine(_folder, id + Partial);
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await content.CopyToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, PathOf(id));
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
        return id;
    }

    public Stream Open(string id)
    {
        try
        {
            return new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            throw new BadInputException("upload", id, "the id of an upload that has not been imported yet");
        }
    }

    public void Delete(string id) => File.Delete(PathOf(id));

    private string PathOf(string id)
    {
        if (id.Length != IdLength || id.AsSpan().ContainsAnyExcept(Alphabet))
        {
            throw new BadInputException("upload", id, $"the id of an upload, {IdLength} characters of a-z and 2-7");
        }
        return Path.Combine(_folder, id + Finished);
    }
}
