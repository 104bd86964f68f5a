using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Errors;
using Quant.Client.Web.Json;

namespace Quant.Client.Cli.Api;

/// <summary>The HTTP API, typed. One per command; calls may wait as long as the work takes.</summary>
internal sealed class QuantClient : IDisposable
{
    private readonly HttpClient _http;

    public QuantClient(Uri address, string? token)
    {
        _http = new HttpClient { BaseAddress = new Uri(address, "api/"), Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public Task<StatusDto> StatusAsync(CancellationToken cancellation) => GetAsync<StatusDto>("status", cancellation);

    public Task<ClusterDto> ClusterAsync(CancellationToken cancellation) =>
        GetAsync<ClusterDto>("cluster", cancellation);

    public Task<SiloDto> AddSiloAsync(AddSiloBody body, CancellationToken cancellation) =>
        PostAsync<SiloDto>("cluster/silos", body, cancellation);

    public async Task<SiloDto> DrainSiloAsync(string name, CancellationToken cancellation)
    {
        using var response = await _http.DeleteAsync($"cluster/silos/{Escape(name)}", cancellation);
        return await ReadAsync<SiloDto>(response, cancellation);
    }

    public Task<IReadOnlyList<SymbolDto>> SymbolsAsync(CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<SymbolDto>>("symbols", cancellation);

    public Task<BarsDto> BarsAsync(string symbol, string interval, string query, CancellationToken cancellation) =>
        GetAsync<BarsDto>($"bars/{Escape(symbol)}/{Escape(interval)}{query}", cancellation);

    public Task<BarQualityDto> CheckBarsAsync(
        string symbol,
        string interval,
        long? from,
        long? to,
        string sessions,
        CancellationToken cancellation
    ) =>
        GetAsync<BarQualityDto>(
            $"bars/{Escape(symbol)}/{Escape(interval)}/quality{Query(("from", from is { } first ? Text(first) : null), ("to", to is { } end ? Text(end) : null), ("sessions", sessions))}",
            cancellation
        );

    public async Task<string> UploadAsync(Stream content, CancellationToken cancellation)
    {
        using var body = new StreamContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await _http.PostAsync("uploads", body, cancellation);
        return (await ReadAsync<UploadDto>(response, cancellation)).Upload;
    }

    public Task<IReadOnlyList<ProviderDto>> ProvidersAsync(CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<ProviderDto>>("providers", cancellation);

    public Task<IReadOnlyList<BackfillDto>> BackfillsAsync(CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<BackfillDto>>("backfills", cancellation);

    public Task<BackfillDto> BackfillAsync(string symbol, BackfillBody body, CancellationToken cancellation) =>
        PostAsync<BackfillDto>($"bars/{Escape(symbol)}/backfills", body, cancellation);

    public Task<BackfillDto> BackfillAsync(string symbol, string id, CancellationToken cancellation) =>
        GetAsync<BackfillDto>($"bars/{Escape(symbol)}/backfills/{Escape(id)}", cancellation);

    public Task<BackfillDto> CommandBackfillAsync(
        BackfillDto backfill,
        string command,
        CancellationToken cancellation
    ) =>
        PostAsync<BackfillDto>(
            $"bars/{Escape(backfill.Symbol)}/backfills/{Escape(backfill.Id)}/{command}",
            new { },
            cancellation
        );

    public Task<IReadOnlyList<LiveDto>> LiveAsync(CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<LiveDto>>("live", cancellation);

    public async Task<LiveDto> SetLiveAsync(string symbol, LiveBody body, CancellationToken cancellation)
    {
        using var response = await _http.PutAsJsonAsync(
            $"bars/{Escape(symbol)}/live",
            body,
            ApiJson.Options,
            cancellation
        );
        return await ReadAsync<LiveDto>(response, cancellation);
    }

    public Task<ActionsReportDto> SyncActionsAsync(string symbol, string provider, CancellationToken cancellation) =>
        PostAsync<ActionsReportDto>(
            $"bars/{Escape(symbol)}/actions/sync?provider={Escape(provider)}",
            new { },
            cancellation
        );

    public async Task<RemovedDto> RemoveBarsAsync(string symbol, CancellationToken cancellation)
    {
        using var response = await _http.DeleteAsync($"bars/{Escape(symbol)}", cancellation);
        return await ReadAsync<RemovedDto>(response, cancellation);
    }

    public Task<IngestReportDto> ImportAsync(string symbol, ImportBody body, CancellationToken cancellation) =>
        PostAsync<IngestReportDto>($"bars/{Escape(symbol)}/import", body, cancellation);

    public Task<IngestReportDto> ImportSampleAsync(string symbol, string sample, CancellationToken cancellation) =>
        PostAsync<IngestReportDto>($"bars/{Escape(symbol)}/sample", new SampleBody(sample), cancellation);

    public Task<IngestReportDto> GenerateAsync(string symbol, int sessions, CancellationToken cancellation) =>
        PostAsync<IngestReportDto>($"bars/{Escape(symbol)}/synthetic", new SyntheticBody(sessions), cancellation);

    public Task<EarningsReportDto> ImportEarningsAsync(EarningsImportBody body, CancellationToken cancellation) =>
        PostAsync<EarningsReportDto>("earnings/import", body, cancellation);

    public Task<IReadOnlyList<EarningsDto>> EarningsAsync(string? symbol, long? asOf, CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<EarningsDto>>(
            $"earnings{Query(("symbol", symbol), ("asOf", asOf is { } moment ? Text(moment) : null))}",
            cancellation
        );

    public Task<CatalogueDto> CatalogueAsync(CancellationToken cancellation) =>
        GetAsync<CatalogueDto>("catalogue", cancellation);

    public Task<FeatureReportDto> BuildFeaturesAsync(FeatureBuildBody body, CancellationToken cancellation) =>
        PostAsync<FeatureReportDto>("features", body, cancellation);

    public Task<IReadOnlyList<FeatureDatasetDto>> FeaturesAsync(CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<FeatureDatasetDto>>("features", cancellation);

    public Task<ModelReportDto> TrainAsync(JsonElement spec, CancellationToken cancellation) =>
        PostAsync<ModelReportDto>("models", new TrainBody(spec), cancellation);

    public Task<IReadOnlyList<ModelDto>> ModelsAsync(
        string? symbol,
        string? cohort,
        int limit,
        CancellationToken cancellation
    ) =>
        GetAsync<IReadOnlyList<ModelDto>>(
            $"models{Query(("symbol", symbol), ("cohort", cohort), ("limit", Text(limit)))}",
            cancellation
        );

    public Task<ModelDetailDto> ModelAsync(string fingerprint, CancellationToken cancellation) =>
        GetAsync<ModelDetailDto>($"models/{Escape(fingerprint)}", cancellation);

    public Task<RunReportDto> SimulateAsync(SimulateBody body, CancellationToken cancellation) =>
        PostAsync<RunReportDto>("simulations", body, cancellation);

    public Task<StudyPlanDto> PlanStudyAsync(JsonElement spec, CancellationToken cancellation) =>
        PostAsync<StudyPlanDto>("studies/plan", spec, cancellation);

    public Task<StudyStatusDto> StartStudyAsync(JsonElement spec, CancellationToken cancellation) =>
        PostAsync<StudyStatusDto>("studies", spec, cancellation);

    /// <summary>Where a study stands; answers at its end or after the wait, whichever comes first.</summary>
    public Task<StudyStatusDto> StudyStatusAsync(string id, int waitSeconds, CancellationToken cancellation) =>
        GetAsync<StudyStatusDto>(
            string.Create(CultureInfo.InvariantCulture, $"studies/{Escape(id)}/status?waitSeconds={waitSeconds}"),
            cancellation
        );

    public Task<IReadOnlyList<StudyDto>> StudiesAsync(int limit, CancellationToken cancellation) =>
        GetAsync<IReadOnlyList<StudyDto>>($"studies{Query(("limit", Text(limit)))}", cancellation);

    public Task<StudyDetailDto> StudyAsync(string id, CancellationToken cancellation) =>
        GetAsync<StudyDetailDto>($"studies/{Escape(id)}", cancellation);

    public Task<TrialsDto> TrialsAsync(string id, string query, CancellationToken cancellation) =>
        GetAsync<TrialsDto>($"studies/{Escape(id)}/trials{query}", cancellation);

    public Task<StudyStatusDto> CancelStudyAsync(string id, CancellationToken cancellation) =>
        PostAsync<StudyStatusDto>($"studies/{Escape(id)}/cancel", null, cancellation);

    public Task<StudyStatusDto> ResumeStudyAsync(string id, CancellationToken cancellation) =>
        PostAsync<StudyStatusDto>($"studies/{Escape(id)}/resume", null, cancellation);

    public Task<RunReportDto> BacktestTrialAsync(string study, long trial, CancellationToken cancellation) =>
        PostAsync<RunReportDto>(
            string.Create(CultureInfo.InvariantCulture, $"studies/{Escape(study)}/trials/{trial}/backtest"),
            null,
            cancellation
        );

    public Task<SqlResultDto> SqlAsync(string sql, int maxRows, CancellationToken cancellation) =>
        PostAsync<SqlResultDto>("sql", new SqlBody(sql, maxRows), cancellation);

    public Task<LakeCheckDto> CheckLakeAsync(CancellationToken cancellation) =>
        GetAsync<LakeCheckDto>("lake/check", cancellation);

    public Task<GcReportDto> CollectLakeAsync(double? graceHours, CancellationToken cancellation) =>
        PostAsync<GcReportDto>("lake/gc", new GcBody(graceHours), cancellation);

    public Task<IReadOnlyList<LakeFileDto>> LakeFilesAsync(
        string? dataset,
        string? symbol,
        CancellationToken cancellation
    ) =>
        GetAsync<IReadOnlyList<LakeFileDto>>(
            $"lake/files{Query(("dataset", dataset), ("symbol", symbol))}",
            cancellation
        );

    /// <summary>The long requests under way, each time they change, until the server stops or the wait is cancelled.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PendingWorkDto>> WorkAsync(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var response = await _http.GetAsync(
            "events?topics=work",
            HttpCompletionOption.ResponseHeadersRead,
            cancellation
        );
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<EventDto>(data, ApiJson.Options));
        await foreach (var item in events.EnumerateAsync(cancellation))
        {
            if (item.Data?.Work is { } work)
            {
                yield return work;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A query string of what is not null.</summary>
    public static string Query(params IEnumerable<(string Name, string? Value)> parts)
    {
        var given = parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Escape(part.Value!)}");
        return string.Join('&', given) is { Length: > 0 } query ? $"?{query}" : "";
    }

    /// <summary>A whole number as queries write it.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string segment) => Uri.EscapeDataString(segment);

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync(path, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation)
    {
        using var content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        using var response = await _http.PostAsync(path, content, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellation)
                ?? throw new InvalidDataException(
                    $"The server answered {response.RequestMessage!.RequestUri} with nothing."
                );
        }
        var text = await response.Content.ReadAsStringAsync(cancellation);
        throw new ApiException((int)response.StatusCode, ProblemOf(text));
    }

    private static ApiProblem ProblemOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ApiProblem>(text, JsonSerializerOptions.Web) ?? new ApiProblem();
        }
        catch (JsonException)
        {
            return new ApiProblem(Detail: text.Length > 0 ? text : null);
        }
    }
}
