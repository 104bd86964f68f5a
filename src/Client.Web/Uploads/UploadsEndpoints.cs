using Microsoft.AspNetCore.Http.Features;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Hosting;
using Quant.Lake.Uploads;
using Quant.Specs;

namespace Quant.Client.Web.Uploads;

/// <summary>Files in, as they are, straight to disk.</summary>
internal static class UploadsEndpoints
{
    private const string Type = "application/octet-stream";

    public static void MapUploads(this IEndpointRouteBuilder api)
    {
        api.MapPost("/uploads", Save)
            .WithName("Upload")
            .WithTags("Uploads")
            .WithSummary("Takes a file in, to be imported by its id")
            .Accepts<Stream>(Type)
            .Produces<UploadDto>();
    }

    private static async Task<UploadDto> Save(HttpContext context, IUploadStore store, WebOptions options)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = options.MaxUploadBytes;
        }
        if (context.Request.ContentLength > options.MaxUploadBytes)
        {
            throw TooLarge(options);
        }
        var body = new BoundedStream(context.Request.Body, options.MaxUploadBytes, () => TooLarge(options));
        var id = await store.SaveAsync(body, context.RequestAborted);
        if (body.Count == 0)
        {
            store.Delete(id);
            throw new BadInputException("body", "an empty file", "a file with content");
        }
        return new UploadDto(id, body.Count);
    }

    private static BadHttpRequestException TooLarge(WebOptions options) =>
        new(
            $"The upload is larger than the {options.MaxUploadBytes} bytes allowed.",
            StatusCodes.Status413PayloadTooLarge
        );
}
