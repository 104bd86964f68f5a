using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Hosting;
using Quant.Client.Web.Tests.Seed;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Models;

namespace Quant.Client.Web.Tests.Api;

public sealed class ModelApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Feature_datasets_list_their_symbols()
    {
        var dataset = Assert.Single(await host.GetAsync<List<FeatureDatasetDto>>("/api/features"));
        Assert.Equal(SeededFactory.Features.ToString(), dataset.Dataset);
        Assert.Equal(host.Factory.Bars.Count, Assert.Single(dataset.Symbols).Rows);
    }

    [Fact]
    public async Task Features_not_known_yet_are_null()
    {
        var rows = await host.GetAsync<FeatureRowsDto>($"/api/features/{SeededFactory.Features}/TEST?columns=b");
        Assert.Equal(["b"], rows.Columns.Keys);
        Assert.All(rows.Columns["b"][..10], Assert.Null);
        Assert.Equal(host.Factory.Bars.Close[10] / 2, rows.Columns["b"][10]);
    }

    [Theory]
    [InlineData("TEST?columns=c", 400, "columns")]
    [InlineData("TEST?maxPoints=0", 400, "maxPoints")]
    [InlineData("NOPE", 404, null)]
    public async Task Bad_requests_for_features_are_refused_by_name(string rest, int status, string? field)
    {
        var problem = await host.ProblemAsync($"/api/features/{SeededFactory.Features}/{rest}");
        Assert.Equal((status, field), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task A_build_goes_to_the_grain_of_its_dataset_and_symbol()
    {
        var body = new FeatureBuildBody("test", "1d", JsonText("""{"features":[]}"""), "none");
        await host.PostAsync<FeatureReportDto>("/api/features", body);
        var (key, request) = host.Grains.Asked.Last(asked => asked.Request is FeatureRequest);
        Assert.Equal("dataset|TEST", key);
        Assert.Equal(new FeatureRequest("TEST", "1d", "none", """{"features":[]}"""), request);
    }

    [Fact]
    public async Task Models_list_their_metrics_and_cohort()
    {
        var model = Assert.Single(await host.GetAsync<List<ModelDto>>($"/api/models?cohort={SeededFactory.Study}"));
        Assert.Equal(("ready", "ridge", "1d"), (model.Status, model.Estimator, model.Interval));
        Assert.Equal(0.54, model.Metrics["auc"]);
        Assert.Empty(await host.GetAsync<List<ModelDto>>("/api/models?cohort=other"));
    }

    [Fact]
    public async Task A_model_has_its_spec_and_card()
    {
        var detail = await host.GetAsync<ModelDetailDto>($"/api/models/{SeededFactory.Model}");
        Assert.Equal("TEST", detail.Spec.GetProperty("symbol").GetString());
        Assert.Equal(0.7, detail.Card!.Value.GetProperty("importances").GetProperty("a").GetDouble());
        Assert.Empty(detail.Lineage);
    }

    [Theory]
    [InlineData("/api/models/nope", 400, "fingerprint")]
    [InlineData("/api/models/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, null)]
    [InlineData("/api/models?limit=0", 400, "limit")]
    [InlineData("/api/models?symbol=a%20b", 400, "symbol")]
    public async Task Bad_requests_for_models_are_refused_by_name(string path, int status, string? field)
    {
        var problem = await host.ProblemAsync(path);
        Assert.Equal((status, field), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task Training_goes_to_the_grain_of_the_model_s_fingerprint()
    {
        var body = new TrainBody(JsonText("""{"symbol":"TEST"}"""), "mine");
        var report = await host.PostAsync<ModelReportDto>("/api/models", body);
        Assert.Equal(0.5, report.Metrics["auc"]);
        Assert.Contains(("model-key", (object)new ModelRequest("""{"symbol":"TEST"}""", "mine")), host.Grains.Asked);
    }

    [Fact]
    public async Task The_catalogue_tells_parameters_with_their_ranges()
    {
        var catalogue = await host.GetAsync<CatalogueDto>("/api/catalogue");
        var rsi = catalogue.Indicators.Single(entry => entry.Name == "rsi");
        var period = rsi.Parameters.Single(parameter => parameter.Name == "period");
        Assert.Equal(("integer", "14"), (period.Kind, period.Default));
        Assert.True(period.Minimum < 14 && period.Maximum > 14);
        Assert.NotEmpty(catalogue.Labels);
        Assert.NotEmpty(catalogue.Estimators);
        Assert.Contains(catalogue.Rules[0].Parameters, parameter => parameter.Name == "stop");
    }

    private static System.Text.Json.JsonElement JsonText(string json) =>
        System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json, ApiJson.Options);
}
