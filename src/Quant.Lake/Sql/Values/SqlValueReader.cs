using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

/// <summary>Collects one column's values in the forms of <see cref="SqlColumn.Values"/>.</summary>
internal abstract class SqlValueReader
{
    private readonly List<object?> _values = [];

    public IReadOnlyList<object?> Values => _values;

    public void Read(DuckDbVector vector, int count)
    {
        var validity = vector.Validity(count);
        for (var i = 0; i < count; i++)
        {
            _values.Add(DuckDbVector.HasValue(validity, i) ? Value(vector, i) : null);
        }
    }

    /// <summary>The value of a row that has one.</summary>
    protected abstract object? Value(DuckDbVector vector, int row);

    /// <summary>SQL's name of a type that is read as it is; null for one that must be cast to text.</summary>
    public static string? NameOf(DuckDbType type) =>
        type switch
        {
            DuckDbType.Boolean => "BOOLEAN",
            DuckDbType.TinyInt => "TINYINT",
            DuckDbType.SmallInt => "SMALLINT",
            DuckDbType.Integer => "INTEGER",
            DuckDbType.BigInt => "BIGINT",
            DuckDbType.UTinyInt => "UTINYINT",
            DuckDbType.USmallInt => "USMALLINT",
            DuckDbType.UInteger => "UINTEGER",
            DuckDbType.Float => "FLOAT",
            DuckDbType.Double => "DOUBLE",
            DuckDbType.Timestamp => "TIMESTAMP",
            DuckDbType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            DuckDbType.Varchar => "VARCHAR",
            _ => null,
        };

    /// <summary>A reader for a type that has a name.</summary>
    public static SqlValueReader For(DuckDbType type) =>
        type switch
        {
            DuckDbType.Boolean => new BooleanValues(),
            DuckDbType.TinyInt => new IntegerValues<sbyte>(),
            DuckDbType.SmallInt => new IntegerValues<short>(),
            DuckDbType.Integer => new IntegerValues<int>(),
            DuckDbType.BigInt => new IntegerValues<long>(),
            DuckDbType.UTinyInt => new IntegerValues<byte>(),
            DuckDbType.USmallInt => new IntegerValues<ushort>(),
            DuckDbType.UInteger => new IntegerValues<uint>(),
            DuckDbType.Float => new FloatValues(),
            DuckDbType.Double => new DoubleValues(),
            DuckDbType.Timestamp or DuckDbType.TimestampTz => new TimestampValues(),
            DuckDbType.Varchar => new TextValues(),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type that is read as it is"),
        };
}
