using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Quant.Specs;

namespace Quant.Catalog.Storage;

/// <summary>Where the SQLite file is, how connections to it are set up, and what its faults mean.</summary>
internal sealed class SqliteFile
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    private readonly string _connectionString;
    private readonly string _setUp;

    /// <exception cref="BadInputException">No path was given, or one that is a folder.</exception>
    public SqliteFile(CatalogOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            throw new BadInputException("catalog.path", options.Path, "the path of the catalog's file");
        }
        Path = System.IO.Path.GetFullPath(options.Path);
        if (Directory.Exists(Path))
        {
            throw new BadInputException("catalog.path", options.Path, "a file, not a folder");
        }
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString();
        var patience = (long)options.BusyTimeout.TotalMilliseconds;
        _setUp = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout={patience}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
        );
    }

    public string Path { get; }

    /// <exception cref="BadInputException">The folder is not there and cannot be made.</exception>
    public void EnsureFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                "catalog.path",
                Path,
                $"a file in a folder that can be written ({fault.Message})"
            );
        }
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = _setUp;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes idle connections, so that the last one folds the write-ahead log into the file.</summary>
    public void ReleasePool()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public static bool IsTransient(DbException fault) => fault is SqliteException { SqliteErrorCode: Busy or Locked };

    public CatalogException Explain(DbException fault)
    {
        var reason = fault is SqliteException { SqliteErrorCode: var code }
            ? code switch
            {
                Busy or Locked => "is being written by another process; wait for it, or end it",
                ReadOnly => "cannot be written: the file or its folder is read-only",
                CannotOpen => "cannot be opened: its folder is missing, read-only, or not a folder",
                Corrupt =>
                    "is damaged; restore it from a copy (what the file holds can be salvaged with sqlite3 .recover)",
                NotADatabase =>
                    "is not a SQLite database, or its first page is damaged; restore it or give another path",
                Full => "cannot grow: the disk is full",
                Io => "met a fault of the disk",
                Constraint => "refused a row",
                _ => "refused a statement",
            }
            : "refused a statement";
        return new CatalogException($"The catalog {Path} {reason}. ({fault.Message})", fault)
        {
            IsOutage =
                fault is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or CannotOpen or Full or Io },
        };
    }
}
