using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Quant.MarketData.Providers.Http;

/// <summary>
/// Asks for JSON over HTTP until it has an answer: limits (429), faults of the server (5xx), time-outs, connections that
/// break and bodies that are cut or malformed are tried again with jittered exponential waits, or after the wait the
/// provider asks for. Safe for concurrent use.
/// </summary>
internal sealed class JsonAsker : IProviderClock
{
    private const int MaxErrorBytes = 16 << 10;
    private const string Agent = "Mozilla/5.0 (compatible; Quant.Orleans/0.1)";

    private readonly ProviderAccess _access;
    private readonly HttpMessageInvoker _http;
    private readonly AskerOptions _options;
    private readonly RateBudget _budget;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _patient;
    private readonly ResiliencePipeline _attempt;
    private long _skewTicks = long.MinValue;

    /// <param name="access">Who is asked, and as whom.</param>
    /// <param name="handler">Sends requests; shared, and not disposed of here.</param>
    /// <param name="options">How patiently.</param>
    /// <param name="budget">The requests allowed, shared by all askers of one account.</param>
    /// <param name="time">The clock.</param>
    public JsonAsker(
        ProviderAccess access,
        HttpMessageHandler handler,
        AskerOptions options,
        RateBudget budget,
        TimeProvider time
    )
    {
        (_access, _options, _budget, _time) = (access, options, budget, time);
        _http = new HttpMessageInvoker(handler, disposeHandler: false);
        _attempt = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(options.AttemptTimeout)
            .Build();
        _patient = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(options.TotalTimeout)
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = options.Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.FirstDelay,
                    MaxDelay = options.LongestDelay,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is PassingFault { Final: false }),
                    DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as PassingFault)?.Wait),
                }
            )
            .Build();
    }

    public TimeSpan? ClockSkew =>
        Interlocked.Read(ref _skewTicks) is var ticks && ticks == long.MinValue ? null : new TimeSpan(ticks);

    /// <summary>The provider's time: the local clock, put right by the last answer.</summary>
    public DateTimeOffset Now => _time.GetUtcNow() + (ClockSkew ?? TimeSpan.Zero);

    /// <summary>Asks, and reads the answer.</summary>
    /// <exception cref="ProviderRefusedException">The provider says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    public async Task<T> AskAsync<T>(Uri address, AnswerReader<T> read, CancellationToken cancellation)
    {
        var question = new Question<T>(address, read);
        var first = await _budget.TakeAsync(again: false, cancellation);
        question.Begin(first, _time.GetTimestamp());
        try
        {
            return await _patient.ExecuteAsync(
                static async (ask, token) => await ask.Asker.TryAsync(ask.Question, token),
                (Asker: this, Question: question),
                cancellation
            );
        }
        catch (Exception fault) when (fault is PassingFault or TimeoutRejectedException)
        {
            throw new ProviderUnavailableException(_access.Provider, GivenUp(question), question.LastFault);
        }
        finally
        {
            first.Dispose();
        }
    }

    private string GivenUp<T>(Question<T> question)
    {
        var spent = Math.Round(_time.GetElapsedTime(question.BegunAt).TotalSeconds);
        var times = question.Attempts == 1 ? "one attempt" : $"{question.Attempts} attempts";
        var last = question.LastFault?.Message ?? $"no answer within {_options.AttemptTimeout.TotalSeconds:0} s";
        return FormattableString.Invariant(
            $"no usable answer to {question.Address.AbsolutePath} in {times} and {spent:0} s: {last}"
        );
    }

    private async ValueTask<T> TryAsync<T>(Question<T> question, CancellationToken cancellation)
    {
        using var turn = question.TakeFirst() ?? await _budget.TakeAsync(again: true, cancellation);
        question.Attempts++;
        try
        {
            return await _attempt.ExecuteAsync(
                static async (ask, token) => await ask.Asker.SendAsync(ask.Question, ask.Turn, token),
                (Asker: this, Question: question, Turn: turn),
                cancellation
            );
        }
        catch (TimeoutRejectedException)
        {
            question.LastFault = new PassingFault($"no answer within {_options.AttemptTimeout.TotalSeconds:0} s");
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            question.LastFault = new PassingFault("no connection in time", fault);
        }
        catch (PassingFault fault)
        {
            question.LastFault = fault;
        }
        catch (HttpRequestException fault)
        {
            question.LastFault = new PassingFault($"the connection failed ({fault.HttpRequestError})", fault);
        }
        catch (IOException fault)
        {
            question.LastFault = new PassingFault("the answer was cut off", fault);
        }
        catch (MalformedAnswerException fault)
        {
            question.LastFault = new PassingFault($"the answer cannot be read: {fault.Message}", fault);
        }
        throw question.LastFault;
    }

    private async ValueTask<T> SendAsync<T>(Question<T> question, RateBudget.Turn turn, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, question.Address);
        request.Headers.UserAgent.ParseAdd(Agent);
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in _access.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await _http.SendAsync(request, cancellation);
        var headers = RateHeaders.Read(response.Headers, _time.GetUtcNow());
        Heed(headers, response.StatusCode);
        turn.Dispose();
        using var body = new AnswerBody();
        if (response.StatusCode == HttpStatusCode.OK)
        {
            if (!await body.ReadAsync(response.Content, _options.MaxAnswerBytes, cancellation))
            {
                var allowed = _options.MaxAnswerBytes / (1 << 20);
                throw new PassingFault($"the answer is larger than {allowed} MiB") { Final = true };
            }
            return question.Read(body.Bytes);
        }
        await body.ReadAsync(response.Content, MaxErrorBytes, cancellation);
        throw Fault(response.StatusCode, headers, ProviderMessage.Read(body.Bytes, _access.Secrets), question.BegunAt);
    }

    private void Heed(in RateHeaders headers, HttpStatusCode status)
    {
        if (headers.Date is { } date)
        {
            // A Date header has whole seconds, cut off: on average half a second more.
            var skew = date + TimeSpan.FromSeconds(0.5) - _time.GetUtcNow();
            Interlocked.Exchange(ref _skewTicks, skew.Ticks);
        }
        _budget.Observe(headers);
        if (status == HttpStatusCode.TooManyRequests && (headers.RetryAfter ?? headers.ResetIn) is { } pause)
        {
            _budget.Pause(pause);
        }
    }

    private Exception Fault(HttpStatusCode status, in RateHeaders headers, string message, long begunAt)
    {
        var code = (int)status;
        var said = message.Length == 0 ? "" : $": {message}";
        if (code >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || code == 425)
        {
            var limited = status == HttpStatusCode.TooManyRequests;
            var wait = headers.RetryAfter ?? (limited ? headers.ResetIn : null);
            var inVain = wait is { } asked && _time.GetElapsedTime(begunAt) + asked >= _options.TotalTimeout;
            var hint = inVain
                ? FormattableString.Invariant($" (it asks for a pause of {wait!.Value.TotalSeconds:0} s)")
                : "";
            return new PassingFault($"HTTP {code}{said}{hint}") { Wait = wait, Final = inVain };
        }
        var reason = code is >= 300 and < 400
            ? $"HTTP {code}: it redirects elsewhere, which is not followed; check the address"
            : _access.Explain(code, message);
        return new ProviderRefusedException(_access.Provider, code, reason);
    }

    private sealed class Question<T>(Uri address, AnswerReader<T> read)
    {
        private RateBudget.Turn? _first;

        public Uri Address => address;
        public AnswerReader<T> Read => read;
        public long BegunAt { get; private set; }
        public int Attempts { get; set; }
        public PassingFault? LastFault { get; set; }

        public void Begin(RateBudget.Turn first, long now) => (_first, BegunAt) = (first, now);

        /// <summary>The turn that was waited for before the clock of all attempts began; null from then on.</summary>
        public RateBudget.Turn? TakeFirst() => Interlocked.Exchange(ref _first, null);
    }
}
