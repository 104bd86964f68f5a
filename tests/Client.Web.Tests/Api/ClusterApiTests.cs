using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Errors;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Fakes;
using Quant.Client.Web.Tests.Hosting;
using Quant.Grains.Interfaces.Cluster;

namespace Quant.Client.Web.Tests.Api;

public sealed class ClusterApiTests : IAsyncLifetime
{
    private WebHost _host = null!;

    private FakeCluster Cluster => _host.Grains.Cluster;

    public async ValueTask InitializeAsync() => _host = await WebHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_idle_cluster_has_no_latency_and_says_so_with_null()
    {
        var text = await (await SendAsync(HttpMethod.Get, "/api/cluster")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        var silo = Assert.Single(cluster.Silos);
        Assert.Equal(("silo-1", "Active", 3, 0), (silo.Name, silo.Status, silo.Threads!.Value, silo.Waiting!.Value));
        Assert.Equal((null, null, 0L), (silo.MeanMs, silo.P95Ms, silo.Exceptions!.Value));
        Assert.Null(cluster.Totals.P95Ms);
        Assert.Null(cluster.Totals.Cpu);
        Assert.Equal((1, 3, 0), (cluster.Totals.Silos, cluster.Totals.Threads, cluster.Totals.Running));
    }

    [Fact]
    public async Task Silos_of_one_process_share_its_processors_and_memory_which_are_counted_once()
    {
        Cluster.Join("silo-2");
        Cluster.Reports[0] = Cluster.Reports[0] with
        {
            Process = new ProcessReport("host", 7, 4, 0.5, 1000, 500, 8000),
        };
        Cluster.Reports[1] = Cluster.Reports[1] with
        {
            At = Cluster.Reports[0].At.AddSeconds(1),
            Process = new ProcessReport("host", 7, 4, 0.75, 1200, 600, 8000),
        };
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        var process = Assert.Single(cluster.Processes);
        Assert.Equal(("host:7", 0.75, 1200L, 2), (process.Key, process.Cpu, process.WorkingSetBytes, process.Silos));
        Assert.All(cluster.Silos, silo => Assert.Equal("host:7", silo.Process));
        Assert.Equal((0.75, 1200L, 6), (cluster.Totals.Cpu, cluster.Totals.WorkingSetBytes, cluster.Totals.Threads));
    }

    [Fact]
    public async Task Processors_of_a_machine_with_several_processes_are_counted_once()
    {
        Cluster.Join("silo-2");
        Cluster.Reports[0] = Cluster.Reports[0] with { Process = new ProcessReport("host", 7, 4, 0.5, 1000, 0, 8000) };
        Cluster.Reports[1] = Cluster.Reports[1] with { Process = new ProcessReport("host", 8, 4, 0.25, 1000, 0, 8000) };
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        Assert.Equal(2, cluster.Processes.Count);
        Assert.Equal((4, 0.75), (cluster.Totals.Processors, cluster.Totals.Cpu!.Value));
    }

    [Fact]
    public async Task Calls_of_all_silos_are_added_before_a_quantile_is_told()
    {
        var second = Cluster.Join("silo-2");
        Cluster.Reports[0] = WithCalls(
            Cluster.Reports[0],
            ("IModelGrain.TrainAsync", 90, 1.0),
            ("ISpecGrain.ResolveModelAsync", 5, 2)
        );
        Cluster.Reports[1] = WithCalls(FakeCluster.Report("silo-2", second), ("IModelGrain.TrainAsync", 10, 100.0));
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        var train = cluster.Methods[0];
        Assert.Equal(("IModelGrain.TrainAsync", 100L), (train.Name, train.Calls));
        Assert.Equal(10.9, train.MeanMs!.Value, 1e-9);
        Assert.InRange(train.P95Ms!.Value, 90, 110);
        Assert.Equal(100 / 60.0, train.CallsPerSecond!.Value, 1e-9);
        Assert.Equal(1, cluster.Methods.Sum(method => method.TimeShare!.Value), 1e-9);
        Assert.InRange(cluster.Silos[0].P95Ms!.Value, 1.8, 2.2);
    }

    [Fact]
    public async Task Activations_are_told_by_type_and_silo_under_the_class_s_own_name()
    {
        var (first, second) = (Cluster.Silos[0].Address, Cluster.Join("silo-2"));
        Cluster.Activations.AddRange([
            Statistic("Quant.Grains.Models.ModelGrain", first, 3),
            Statistic("Quant.Grains.Models.ModelGrain,Quant.Grains", second, 4),
            Statistic("Quant.Grains.Specs.SpecGrain", second, 1),
        ]);
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        Assert.Equal(["ModelGrain", "SpecGrain"], cluster.Activations.Select(type => type.GrainType));
        Assert.Equal(7, cluster.Activations[0].Total);
        Assert.Equal(4, cluster.Activations[0].BySilo[second.ToParsableString()]);
        Assert.Equal([3, 5], cluster.Silos.Select(silo => silo.Activations));
    }

    [Fact]
    public async Task A_name_is_taken_even_when_the_silo_has_not_told_it_yet()
    {
        await using var host = await ControlledAsync();
        host.Grains.Cluster.Untold.UnionWith(["silo-2", "big"]);
        Assert.Equal("silo-3", (await host.PostAsync<SiloDto>("/api/cluster/silos", new AddSiloBody())).Name);
        var problem = await host.ProblemAsync("/api/cluster/silos", new AddSiloBody("big"));
        Assert.Equal((400, "name", "'big'"), (problem.Status!.Value, problem.Field, problem.Value));
    }

    [Fact]
    public async Task A_silo_is_added_under_the_next_free_name_and_drained_at_once_or_when_its_work_has_ended()
    {
        await using var host = await ControlledAsync();
        var added = await host.PostAsync<SiloDto>("/api/cluster/silos", new AddSiloBody());
        Assert.Equal(("silo-2", "Active"), (added.Name, added.Status));
        Assert.Equal("big", (await host.PostAsync<SiloDto>("/api/cluster/silos", new AddSiloBody("big"))).Name);
        var gate = new TaskCompletionSource();
        host.Grains.Cluster.Gate = gate.Task;
        var drained = await DeleteAsync<SiloDto>(host, "silo-2");
        Assert.Equal("ShuttingDown", drained.Status);
        var again = await DeleteAsync<ApiProblem>(host, "silo-2");
        Assert.Equal((409, "silo-2 is being drained."), (again.Status!.Value, again.Detail));
        gate.SetResult();
        var cluster = await host.GetAsync<ClusterDto>("/api/cluster");
        Assert.Equal("Dead", cluster.Silos.Single(silo => silo.Name == "silo-2").Status);
        Assert.DoesNotContain((await host.GetAsync<StatusDto>("/api/status")).Silos, silo => silo.Name == "silo-2");
    }

    [Theory]
    [InlineData("""{"name":"no such\nthing"}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"-x"}""")]
    [InlineData("""{"name":"silo-1"}""")]
    [InlineData("""{"name":"SILO-1"}""")]
    public async Task A_name_that_is_none_or_taken_is_refused(string body)
    {
        await using var host = await ControlledAsync();
        var problem = await host.ProblemAsync("/api/cluster/silos", body);
        Assert.Equal((400, "name"), (problem.Status!.Value, problem.Field));
        Assert.NotEmpty(problem.Allowed!);
        Assert.Single(host.Grains.Cluster.Silos);
    }

    [Fact]
    public async Task A_silo_nobody_knows_the_last_one_and_the_server_s_own_are_not_drained()
    {
        await using var host = await ControlledAsync();
        var unknown = await DeleteAsync<ApiProblem>(host, "silo-9");
        Assert.Equal((404, "No silo 'silo-9'; there are silo-1."), (unknown.Status!.Value, unknown.Detail));
        var last = await DeleteAsync<ApiProblem>(host, "silo-1");
        Assert.Equal(409, last.Status);
        Assert.Contains("last active silo", last.Detail, StringComparison.Ordinal);
        host.Grains.Cluster.Join("silo-2");
        host.Grains.Cluster.Kept = ("silo-1", "it stays");
        Assert.Equal("it stays", (await DeleteAsync<ApiProblem>(host, "silo-1")).Detail);
        var cluster = await host.GetAsync<ClusterDto>("/api/cluster");
        Assert.Equal((false, "it stays"), (cluster.Silos[0].CanDrain, cluster.Silos[0].WhyNot));
        Assert.True(cluster.Silos[1].CanDrain);
    }

    [Fact]
    public async Task Of_two_drains_at_once_one_finds_the_last_silo()
    {
        await using var host = await ControlledAsync();
        host.Grains.Cluster.Join("silo-2");
        host.Grains.Cluster.Gate = new TaskCompletionSource().Task;
        using var client = host.Client();
        var answers = await Task.WhenAll(
            client.DeleteAsync("/api/cluster/silos/silo-1"),
            client.DeleteAsync("/api/cluster/silos/silo-2")
        );
        Assert.Equal([200, 409], answers.Select(answer => (int)answer.StatusCode).Order());
    }

    [Fact]
    public async Task Where_silos_are_processes_of_their_own_both_actions_say_what_to_do_instead()
    {
        var cluster = await _host.GetAsync<ClusterDto>("/api/cluster");
        Assert.False(cluster.Control.Available);
        Assert.Contains("--scale silo=N", cluster.Control.Reason, StringComparison.Ordinal);
        Assert.False(cluster.Silos[0].CanDrain);
        var add = await _host.ProblemAsync("/api/cluster/silos", new AddSiloBody());
        Assert.Equal((409, cluster.Control.Reason), (add.Status!.Value, add.Detail));
        Assert.Equal(cluster.Control.Reason, (await DeleteAsync<ApiProblem>(_host, "silo-1")).Detail);
    }

    private static Task<WebHost> ControlledAsync() =>
        WebHost.StartAsync(services: (services, grains) => services.AddSingleton<ISiloControl>(grains.Cluster));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var client = _host.Client();
        return await client.SendAsync(new HttpRequestMessage(method, path));
    }

    private static async Task<T> DeleteAsync<T>(WebHost host, string name)
    {
        using var client = host.Client();
        using var response = await client.DeleteAsync($"/api/cluster/silos/{name}");
        var options = new JsonSerializerOptions(ApiJson.Options)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
            RespectRequiredConstructorParameters = false,
        };
        return (await response.Content.ReadFromJsonAsync<T>(options))!;
    }

    private static SiloReport WithCalls(SiloReport report, params (string Name, int Calls, double Ms)[] methods) =>
        report with
        {
            Calls = new CallsReport(
                1,
                0,
                60,
                [
                    .. methods.Select(method =>
                    {
                        var buckets = new long[LatencyBuckets.Count];
                        buckets[LatencyBuckets.Of(method.Ms * 1000)] = method.Calls;
                        return new MethodReport(method.Name, method.Calls, 0, method.Calls * method.Ms, buckets);
                    }),
                ]
            ),
        };

    private static SimpleGrainStatistic Statistic(string type, SiloAddress silo, int count) =>
        new()
        {
            GrainType = type,
            SiloAddress = silo,
            ActivationCount = count,
        };
}
