using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeAlpaca.Rest;

/// <summary>An answer that is made whole and then cut off or altered on its way out.</summary>
internal static class AlteredAnswer
{
    public static async Task WriteAsync(HttpContext context, AnswerFault fault, Func<Task> write)
    {
        var real = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var kept = new StreamResponseBodyFeature(buffer);
        context.Features.Set<IHttpResponseBodyFeature>(kept);
        try
        {
            await write();
            await kept.CompleteAsync();
        }
        finally
        {
            context.Features.Set(real);
        }
        var bytes = buffer.ToArray();
        if (fault.Kind == AnswerFaultKind.Malformed)
        {
            await context.Response.BodyWriter.WriteAsync(Malformed(bytes, fault.Value), context.RequestAborted);
            return;
        }
        var part = bytes.AsMemory(0, Math.Min(fault.Value, bytes.Length));
        await context.Response.BodyWriter.WriteAsync(part, context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>One to eight bytes removed, repeated, replaced or the rest left out.</summary>
    private static byte[] Malformed(byte[] whole, int seed)
    {
        var random = new MarketRandom((ulong)seed, 7);
        var bytes = new List<byte>(whole);
        var changes = 1 + (int)(random.Uniform() * 8);
        for (var i = 0; i < changes && bytes.Count > 1; i++)
        {
            var at = (int)(random.Uniform() * bytes.Count);
            switch ((int)(random.Uniform() * 4))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, bytes[at]);
                    break;
                case 2:
                    bytes[at] = (byte)(random.Uniform() * 256);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
