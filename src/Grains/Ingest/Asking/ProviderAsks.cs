using Microsoft.Extensions.Logging;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.Grains.Ingest.Asking;

/// <summary>
/// Asks providers in their order until one answers. An empty answer is an answer. All bars of an answer come from one
/// provider, are raw, and of the interval asked for: a provider that has others is not asked.
/// </summary>
public sealed class ProviderAsks(
    ProviderRegistry registry,
    LiveBatches batches,
    IngestThreads threads,
    TimeProvider clock,
    ILogger<ProviderAsks> log
)
{
    /// <summary>Asks for a symbol of its own.</summary>
    /// <exception cref="ProviderRefusedException">Each of them said no, for reasons asking again does not change.</exception>
    /// <exception cref="ProviderUnavailableException">At least one may answer later, and none did now.</exception>
    public Task<Answer> AskAsync(IReadOnlyList<string> providers, Ask ask, CancellationToken cancellation) =>
        FirstAsync(
            providers,
            ask,
            (provider, request) => Task.Run(() => CollectAsync(provider, request, cancellation), cancellation),
            cancellation
        );

    /// <summary>As <see cref="AskAsync"/>, together with all who ask for the same minutes at the same moment.</summary>
    public Task<Answer> AskTogetherAsync(IReadOnlyList<string> providers, Ask ask, CancellationToken cancellation) =>
        FirstAsync(
            providers,
            ask,
            (provider, request) => batches.AskAsync(provider, request, cancellation),
            cancellation
        );

    /// <summary>The time of the first provider that can be used, by its last answer.</summary>
    public TimeProvider TimeOf(IReadOnlyList<string> providers)
    {
        var usable = FirstUsable(providers);
        return usable is null ? clock : new ProviderTime(usable, clock);
    }

    /// <summary>How long after its close the first provider that can be used gives a bar.</summary>
    public TimeSpan DelayOf(IReadOnlyList<string> providers) =>
        FirstUsable(providers)?.Capabilities.Delay ?? TimeSpan.Zero;

    /// <summary>What bars of these providers carry as their source; those that cannot be used have none.</summary>
    public IReadOnlySet<string> SourcesOf(IReadOnlyList<string> providers) =>
        registry
            .Entries.Where(entry => entry.Missing is null && providers.Contains(entry.Name))
            .Select(entry => registry.Get(entry.Name).Source)
            .ToHashSet();

    /// <summary>Checks that all are known and set up, that one at least has such bars, and that none mixes made-up with real ones.</summary>
    /// <param name="providers">Their names.</param>
    /// <param name="ask">What will be asked.</param>
    /// <returns>True when they make their bars up.</returns>
    /// <exception cref="BadInputException">One is not.</exception>
    public bool Check(IReadOnlyList<string> providers, Ask ask)
    {
        var found = providers.Select(name => registry.Get(name)).ToList();
        if (found.Select(provider => provider.Capabilities.Synthetic).Distinct().Count() > 1)
        {
            throw new BadInputException("providers", string.Join(", ", providers), "all real or all made up");
        }
        if (found.TrueForAll(provider => Lack(provider, ask) is not null))
        {
            throw new BadInputException("provider", string.Join(", ", providers), Lack(found[0], ask)!);
        }
        return found[0].Capabilities.Synthetic;
    }

    /// <summary>Checks that a provider pushes bars of a market.</summary>
    /// <exception cref="BadInputException">The provider has no stream, or none of that market.</exception>
    public void RequireStream(string name, ExchangeCalendar calendar)
    {
        if (calendar != ExchangeCalendar.Nyse)
        {
            throw new BadInputException("mode", "stream", $"poll: streams are of stocks, and {calendar} is not theirs");
        }
        if (registry.Get(name) is not IBarStreamProvider)
        {
            throw new BadInputException("mode", "stream", $"poll: {name} has no stream");
        }
    }

    /// <summary>The first date any of them has bars of; null where one has no first date, or does not tell.</summary>
    public DateOnly? EarliestOf(IReadOnlyList<string> providers, Ask ask)
    {
        var able = providers.Select(name => registry.Get(name)).Where(p => Lack(p, ask) is null).ToList();
        return able.Count == 0 || able.Exists(p => p.Capabilities.EarliestDate is null)
            ? null
            : able.Min(p => p.Capabilities.EarliestDate);
    }

    private IBarProvider? FirstUsable(IReadOnlyList<string> providers) =>
        providers
            .Where(name => registry.Entries.Any(entry => entry.Name == name && entry.Missing is null))
            .Select(name => registry.Get(name))
            .FirstOrDefault();

    private async Task<Answer> FirstAsync(
        IReadOnlyList<string> providers,
        Ask ask,
        Func<IBarProvider, BarRequest, Task<IReadOnlyList<BarPage>>> collect,
        CancellationToken cancellation
    )
    {
        var faults = new List<Exception>();
        foreach (var name in providers)
        {
            try
            {
                var provider = registry.Get(name);
                if (Lack(provider, ask) is { } lack)
                {
                    throw new ProviderRefusedException(name, 0, lack);
                }
                var request = new BarRequest([ask.Symbol], ask.Interval, ask.Calendar, ask.Span.FromTs, ask.Span.ToTs);
                var asked = clock.GetUtcNow();
                var pages = await collect(provider, request);
                var time = new ProviderTime(provider, clock);
                var now = time.GetUtcNow();
                return await threads.RunAsync(
                    ask.Symbol,
                    _ => Judge(provider, ask, pages, time, now, asked),
                    cancellation
                );
            }
            catch (Exception fault)
                when (fault is ProviderRefusedException or ProviderUnavailableException or BadInputException)
            {
                log.LogInformation("{Symbol}: {Provider} does not answer: {Reason}", ask.Symbol, name, fault.Message);
                faults.Add(fault);
            }
        }
        var reasons = string.Join("; ", faults.Select(fault => fault.Message));
        var all = string.Join(", ", providers);
        throw faults.OfType<ProviderUnavailableException>().FirstOrDefault() is { } passing
            ? faults.Count == 1
                ? passing
                : new ProviderUnavailableException(all, reasons, passing)
            : faults is [ProviderRefusedException only]
                ? only
                : new ProviderRefusedException(all, 0, reasons);
    }

    private static async Task<IReadOnlyList<BarPage>> CollectAsync(
        IBarProvider provider,
        BarRequest request,
        CancellationToken cancellation
    )
    {
        var pages = new List<BarPage>();
        await foreach (var page in provider.GetBarsAsync(request, cancellation))
        {
            pages.Add(page);
        }
        return pages;
    }

    private static Answer Judge(
        IBarProvider provider,
        Ask ask,
        IReadOnlyList<BarPage> pages,
        TimeProvider time,
        DateTimeOffset now,
        DateTimeOffset asked
    )
    {
        var delivered = new DeliveredBars(ask.Symbol, ask.Interval, ask.Calendar, ask.Sessions, ask.Span, time);
        foreach (var page in pages.Where(page => page.Symbol == ask.Symbol))
        {
            delivered.Add(page);
        }
        return new Answer(provider.Name, provider.Source, delivered.Judge(provider.Source), now, asked);
    }

    private static string? Lack(IBarProvider provider, Ask ask)
    {
        var has = provider.Capabilities;
        if (!has.Intervals.Contains(ask.Interval))
        {
            return $"{provider.Name} has bars of {string.Join(", ", has.Intervals)}, not of {ask.Interval}";
        }
        if (!has.Calendars.Contains(ask.Calendar.Name))
        {
            return $"{provider.Name} has instruments of {string.Join(", ", has.Calendars)}, not of {ask.Calendar}";
        }
        return has.EarliestDate is { } first && ask.Span.ToTs <= ask.Calendar.Zone.Midnight(first)
            ? $"{provider.Name} has nothing before {first:yyyy-MM-dd}"
            : null;
    }
}
