using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Sql;

/// <summary>Read-only SQL over the lake's current files and the catalog.</summary>
public interface ISqlReads
{
    Task<SqlResultDto> QueryAsync(string sql, int maxRows, CancellationToken cancellation);
}
