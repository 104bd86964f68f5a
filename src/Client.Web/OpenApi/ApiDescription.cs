using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Quant.Client.Web.Errors;

namespace Quant.Client.Web.OpenApi;

/// <summary>How the API describes itself: the document that is committed as <c>openapi.json</c>.</summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Quant.Orleans",
                    Version = "1",
                    Description =
                        "Times in series are microseconds since 1970-01-01T00:00:00Z. A number without a value is null. "
                        + "Fractions are fractions: 0.01 is one per cent.",
                };
                document.Servers?.Clear();
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                NullableNumbers(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Numbers that may have no value are written by a converter, which the exporter cannot see into.</summary>
    private static void NullableNumbers(OpenApiSchema schema, Type type)
    {
        if (type == typeof(double?))
        {
            schema.Type = JsonSchemaType.Number | JsonSchemaType.Null;
            schema.Format = "double";
        }
        else if (type == typeof(double?[]))
        {
            schema.Items = Number();
        }
        else if (type == typeof(IReadOnlyDictionary<string, double?>))
        {
            schema.AdditionalProperties = Number();
        }
        else if (type == typeof(IReadOnlyDictionary<string, double?[]>))
        {
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Number() };
        }
    }

    private static OpenApiSchema Number() =>
        new() { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "double" };

    /// <summary>Says of every endpoint how it tells what went wrong.</summary>
    public static RouteGroupBuilder WithProblems(this RouteGroupBuilder group)
    {
        foreach (
            var status in (int[])
                [
                    StatusCodes.Status400BadRequest,
                    StatusCodes.Status404NotFound,
                    StatusCodes.Status500InternalServerError,
                ]
        )
        {
            group.WithMetadata(
                new ProducesResponseTypeMetadata(status, typeof(ApiProblem), ["application/problem+json"])
            );
        }
        return group;
    }
}
