using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Features;

/// <summary>Features of one symbol that look at the bars of another, or of itself.</summary>
/// <param name="FeatureSet">Fingerprint of the feature dataset.</param>
/// <param name="Primary">The symbol whose features they are.</param>
public sealed record FeatureReader(Fingerprint FeatureSet, Symbol Primary);

/// <summary>Which feature datasets look at whose bars, so that they can be told when bars change.</summary>
public sealed class FeatureReaderTable
{
    private readonly Database _database;

    internal FeatureReaderTable(Database database) => _database = database;

    /// <summary>Records that a dataset looks at the bars of these symbols.</summary>
    public Task AddAsync(
        FeatureReader reader,
        IReadOnlyList<Symbol> symbols,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
            {
                foreach (var symbol in symbols)
                {
                    await session.ExecuteAsync(
                        """
                        INSERT INTO feature_reader (symbol, feature_set, primary_symbol)
                        VALUES (@symbol, @set, @primary)
                        ON CONFLICT (symbol, feature_set, primary_symbol) DO NOTHING
                        """,
                        new
                        {
                            symbol = symbol.ToString(),
                            set = reader.FeatureSet.ToString(),
                            primary = reader.Primary.ToString(),
                        }
                    );
                }
                return true;
            },
            cancellation
        );

    /// <summary>Who looks at the bars of a symbol.</summary>
    public async Task<IReadOnlyList<FeatureReader>> ListAsync(
        Symbol symbol,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT feature_set, primary_symbol FROM feature_reader
                    WHERE symbol = @symbol ORDER BY feature_set, primary_symbol
                    """,
                    new { symbol = symbol.ToString() },
                    row => new FeatureReader(row.Fingerprint("feature_set"), row.Symbol("primary_symbol"))
                ),
            cancellation
        );
}
