using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;

namespace Quant.Client.Web.Tests.Api;

public sealed class LakeApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Sql_reads_bars_and_the_catalog_together()
    {
        var result = await host.PostAsync<SqlResultDto>(
            "/api/sql",
            new SqlBody(
                "select s.symbol, count(*) n, avg(b.close) c from bars b join symbol s using (symbol) group by all order by 1"
            )
        );
        Assert.Equal(["symbol", "n", "c"], result.Columns.Select(column => column.Name));
        Assert.Equal(2, result.Rows.Count);
        Assert.Equal(780, ((JsonElement)result.Rows[0][1]!).GetInt64());
        Assert.Equal(host.Factory.Bars.Close.Average(), ((JsonElement)result.Rows[1][2]!).GetDouble(), 9);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task Sql_reads_trials_with_missing_values_as_null()
    {
        var result = await host.PostAsync<SqlResultDto>(
            "/api/sql",
            new SqlBody("select score, sel_profit_factor from trial where trial_index in (3, 5) order by trial_index")
        );
        Assert.Null(result.Rows[0][0]);
        Assert.Null(result.Rows[1][1]);
    }

    [Fact]
    public async Task Sql_says_when_there_was_more_and_never_writes_a_number_json_does_not_have()
    {
        var cut = await host.PostAsync<SqlResultDto>("/api/sql", new SqlBody("select * from bars", 5));
        Assert.True(cut.Truncated);
        Assert.Equal(5, cut.Rows.Count);
        var odd = await host.PostAsync<SqlResultDto>("/api/sql", new SqlBody("select 'nan'::double, 'inf'::double"));
        Assert.Null(odd.Rows[0][0]);
        Assert.Equal(JsonValueKind.String, ((JsonElement)odd.Rows[0][1]!).ValueKind);
    }

    [Theory]
    [InlineData("drop table bars")]
    [InlineData("select 1; select 2")]
    [InlineData("copy bars to 'x.csv'")]
    [InlineData("select * from read_csv('/etc/passwd')")]
    [InlineData("selec 1")]
    public async Task Sql_that_does_not_only_read_the_lake_is_refused(string sql)
    {
        var problem = await host.ProblemAsync("/api/sql", new SqlBody(sql));
        Assert.Equal((400, "sql"), (problem.Status, problem.Field));
    }

    [Theory]
    [InlineData("""{"sql":"  "}""", "sql")]
    [InlineData("""{"sql":"select 1","maxRows":0}""", "maxRows")]
    [InlineData("""{"sql":"select 1","maxRows":"5"}""", "maxRows")]
    [InlineData("""{"query":"select 1"}""", "query")]
    [InlineData("""{"sql":null}""", "sql")]
    [InlineData("""{"sql":7}""", "sql")]
    public async Task Bad_bodies_of_queries_are_refused_by_name_and_name_no_type_of_the_program(
        string body,
        string field
    )
    {
        var problem = await host.ProblemAsync("/api/sql", body);
        Assert.Equal((400, field), (problem.Status, problem.Field));
        Assert.DoesNotContain("Quant", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("is not allowed; expected", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/bars/TEST/1d?from=zzz", "from", "zzz", "a whole number")]
    [InlineData("/api/bars/TEST/1d?from=99999999999999999999", "from", "99999999999999999999", "a whole number")]
    public async Task Parameters_that_cannot_be_read_are_refused_by_name(
        string path,
        string field,
        string value,
        string allowed
    )
    {
        var problem = await host.ProblemAsync(path);
        Assert.Equal(
            (400, field, $"'{value}'", allowed),
            (problem.Status, problem.Field, problem.Value, problem.Allowed)
        );
    }

    [Fact]
    public async Task A_missing_body_is_told_as_such()
    {
        var problem = await host.ProblemAsync("/api/studies", body: null, post: true);
        Assert.Equal((400, "body"), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task Files_of_the_lake_are_listed_by_dataset_and_symbol()
    {
        var files = await host.GetAsync<List<LakeFileDto>>("/api/lake/files?dataset=bars/interval=1d&symbol=TEST");
        Assert.Equal(["2018", "2019", "2020"], files.Select(file => file.Period));
        Assert.Equal(host.Factory.Bars.Count, files.Sum(file => file.Rows));
        Assert.True((await host.GetAsync<List<LakeFileDto>>("/api/lake/files")).Count > 3);
        var problem = await host.ProblemAsync("/api/lake/files?dataset=../x");
        Assert.Equal((400, "dataset"), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task A_check_finds_a_torn_file_and_garbage_is_collected()
    {
        await using var own = await WebHost.StartAsync();
        var sound = await own.GetAsync<LakeCheckDto>("/api/lake/check");
        Assert.Empty(sound.Problems);
        var file = (await own.GetAsync<List<LakeFileDto>>("/api/lake/files")).First(f => f.Symbol == "TEST");
        var path = own.Factory.Lake.PathOf(file.File);
        await using (var stream = File.OpenWrite(path))
        {
            stream.SetLength(stream.Length / 2);
        }
        var check = await own.GetAsync<LakeCheckDto>("/api/lake/check");
        var problem = Assert.Single(check.Problems);
        Assert.Equal((file.File, true), (problem.File, problem.Fault));
        await File.WriteAllTextAsync(System.IO.Path.ChangeExtension(path, ".tmp"), "left behind");
        var report = await own.PostAsync<GcReportDto>("/api/lake/gc", new GcBody(0));
        Assert.Equal(1, report.FilesDeleted);
    }

    [Theory]
    [InlineData("""{"graceHours":-1}""")]
    [InlineData("""{"graceHours":1e9}""")]
    public async Task A_grace_out_of_range_is_refused_by_name(string body)
    {
        var problem = await host.ProblemAsync("/api/lake/gc", body);
        Assert.Equal((400, "graceHours"), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task A_fault_nobody_foresaw_tells_a_trace_id_and_nothing_else()
    {
        host.Grains.Fault = new InvalidOperationException("a secret of the machine room");
        try
        {
            var problem = await host.ProblemAsync("/api/bars/X/sample", new SampleBody("a"));
            Assert.Equal(500, problem.Status);
            Assert.NotEmpty(problem.TraceId!);
            Assert.DoesNotContain("secret", problem.Detail);
        }
        finally
        {
            host.Grains.Fault = null;
        }
    }

    [Fact]
    public async Task Faults_of_grains_keep_their_field_and_kind()
    {
        try
        {
            host.Grains.Fault = new Quant.Grains.Interfaces.Faults.BadRequestException("no", "sample", "'a'", "sp500");
            var bad = await host.ProblemAsync("/api/bars/X/sample", new SampleBody("a"));
            Assert.Equal((400, "sample", "'a'", "sp500"), (bad.Status, bad.Field, bad.Value, bad.Allowed));
            host.Grains.Fault = new Quant.Grains.Interfaces.Faults.NotFoundException("No such thing.");
            var missing = await host.ProblemAsync("/api/bars/X/sample", new SampleBody("a"));
            Assert.Equal((404, "No such thing."), (missing.Status, missing.Detail));
        }
        finally
        {
            host.Grains.Fault = null;
        }
    }

    [Fact]
    public async Task An_address_of_the_api_that_does_not_exist_is_a_problem_not_a_page()
    {
        Assert.Equal(404, (await host.ProblemAsync("/api/nothing")).Status);
        Assert.Equal(404, (await host.ProblemAsync("/api/nothing", post: true)).Status);
        Assert.Equal(405, (await host.ProblemAsync("/api/status", post: true)).Status);
    }
}
