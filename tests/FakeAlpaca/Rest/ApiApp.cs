using System.Diagnostics;
using System.Globalization;
using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using FakeAlpaca.Stream;
using Microsoft.AspNetCore.Http;
using Quant.Specs;

namespace FakeAlpaca.Rest;

/// <summary>Every request: what goes wrong with it, who asks, whether there is budget left, and where it goes.</summary>
internal sealed class ApiApp(
    FakeAlpacaOptions options,
    FakeFaults faults,
    FakeStatistics statistics,
    MadeUpMarket market,
    StreamHub hub,
    CancellationToken stopping
)
{
    private static readonly TimeSpan s_storm = TimeSpan.FromSeconds(1);
    private readonly RateBudget _budget = new(options.RequestsPerMinute, options.Time);
    private readonly SemaphoreSlim _workers = new(options.ConcurrentRequests);
    private readonly BarsEndpoint _bars = new(options, faults, statistics);
    private readonly CorporateActionsEndpoint _actions = new(options);

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        statistics.Begin(context.Request.Path);
        var aborted = false;
        try
        {
            aborted = await ServeAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            aborted = true;
        }
        finally
        {
            statistics.End(aborted ? 0 : context.Response.StatusCode, Stopwatch.GetTimestamp() - started);
        }
    }

    /// <summary>True when the connection was aborted.</summary>
    private async Task<bool> ServeAsync(HttpContext context)
    {
        var now = options.Time.GetUtcNow();
        if (faults.OutageAt(now) == OutageKind.Refused)
        {
            context.Abort();
            return true;
        }
        var headers = context.Response.Headers;
        headers.Server = "FakeAlpaca (made-up data)";
        headers.Date = (now + faults.ClockSkew).ToString("R", CultureInfo.InvariantCulture);
        headers["X-Request-ID"] = Guid.NewGuid().ToString("N");
        try
        {
            if (faults.OutageAt(now) is not null)
            {
                throw ApiError.Of(503);
            }
            if (StreamHub.IsStream(context, out var feed))
            {
                await hub.AcceptAsync(context, feed, stopping);
                return false;
            }
            var fault = faults.TakeNext();
            ApiKeys.Require(context.Request, options, faults);
            Spend(context, fault);
            context.Response.ContentType = "application/json; charset=utf-8";
            await _workers.WaitAsync(context.RequestAborted);
            try
            {
                if (faults.Delay > TimeSpan.Zero)
                {
                    await Task.Delay(faults.Delay, options.Time, context.RequestAborted);
                }
                if (fault.Kind == AnswerFaultKind.Status)
                {
                    throw ApiError.Of(fault.Value);
                }
                return await AnswerAsync(context, fault, now);
            }
            finally
            {
                _workers.Release();
            }
        }
        catch (ApiError error)
        {
            await error.WriteAsync(context);
            return false;
        }
    }

    /// <summary>True when the connection was aborted.</summary>
    private async Task<bool> AnswerAsync(HttpContext context, AnswerFault fault, DateTimeOffset now)
    {
        if (fault.Kind == AnswerFaultKind.None)
        {
            await RouteAsync(context, now);
            return false;
        }
        await AlteredAnswer.WriteAsync(context, fault, () => RouteAsync(context, now));
        return fault.Kind == AnswerFaultKind.Cut;
    }

    /// <exception cref="ApiError">429: nothing is left.</exception>
    private void Spend(HttpContext context, AnswerFault fault)
    {
        var granted = _budget.TryTake(out var left, out var resets);
        if (fault is { Kind: AnswerFaultKind.Status, Value: 429 })
        {
            (left, resets) = (0, options.Time.GetUtcNow() + s_storm);
        }
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = Text(_budget.Limit);
        headers["X-RateLimit-Remaining"] = Text(left);
        headers["X-RateLimit-Reset"] = Text((resets.ToUnixTimeMilliseconds() + 999) / 1000);
        if (!granted)
        {
            throw ApiError.Of(429);
        }
    }

    private Task RouteAsync(HttpContext context, DateTimeOffset now)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            throw new ApiError(405, "method not allowed");
        }
        var view = new MarketView(market, faults.Market, UnixMicros.From(now));
        const string Assets = "/v2/assets/";
        return context.Request.Path.Value switch
        {
            "/v2/stocks/bars" => _bars.BarsAsync(context, view, crypto: false),
            "/v2/stocks/bars/latest" => _bars.LatestAsync(context, view, crypto: false),
            "/v1beta3/crypto/us/latest/bars" => _bars.LatestAsync(context, view, crypto: true),
            "/v1beta3/crypto/us/bars" => _bars.BarsAsync(context, view, crypto: true),
            "/v1/corporate-actions" => _actions.ActionsAsync(context, view),
            "/v2/calendar" => CalendarEndpoint.CalendarAsync(context),
            "/v2/clock" => CalendarEndpoint.ClockAsync(context, UnixMicros.From(now + faults.ClockSkew)),
            { } path when path.StartsWith(Assets, StringComparison.Ordinal) => AssetEndpoint.AssetAsync(
                context,
                Uri.UnescapeDataString(path[Assets.Length..]),
                market
            ),
            _ => throw ApiError.Of(404),
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
