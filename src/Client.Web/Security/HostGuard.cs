namespace Quant.Client.Web.Security;

/// <summary>
/// Refuses requests whose Host names anything but this machine's loopback (or a name the options allow), so that a
/// foreign page whose name was re-pointed at 127.0.0.1 cannot reach the API.
/// </summary>
internal sealed class HostGuard(RequestDelegate next, IReadOnlyList<string> allowed)
{
    private static readonly string[] s_loopback = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return s_loopback.Concat(allowed).Contains(host, StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : Refusal.WriteAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                "Unknown host",
                $"This server answers to {string.Join(", ", s_loopback.Concat(allowed))}, not to '{host}'."
            );
    }
}
