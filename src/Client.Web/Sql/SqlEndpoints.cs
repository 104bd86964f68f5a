using Quant.Client.Web.Contracts;
using Quant.Specs;

namespace Quant.Client.Web.Sql;

internal static class SqlEndpoints
{
    private const int MostRows = 100_000;

    public static void MapSql(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sql", Query)
            .WithName("Query")
            .WithTags("Sql")
            .WithSummary("Runs one read-only statement over the lake and the catalog")
            .Produces<SqlResultDto>();
    }

    private static Task<SqlResultDto> Query(SqlBody body, ISqlReads reads, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(body.Sql))
        {
            throw new BadInputException("sql", body.Sql, "one SQL statement");
        }
        if (body.MaxRows is < 1 or > MostRows)
        {
            throw new BadInputException("maxRows", body.MaxRows, $"an integer from 1 to {MostRows}");
        }
        return reads.QueryAsync(body.Sql, body.MaxRows, cancellation);
    }
}
