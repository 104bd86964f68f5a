using Quant.Learning.Estimators;
using Quant.Learning.Folds;
using Quant.Learning.Labels;
using Quant.Learning.Training;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Tests.Training;

public sealed class TrainingSpecTests
{
    private const string Short = """
        {
          "label": { "kind": "sign" },
          "folds": { "kind": "expanding", "params": { "folds": 5 } },
          "estimator": { "kind": "gradientBoosting", "params": { "rounds": 100, "lambda": 1.0 } }
        }
        """;

    [Fact]
    public void Writing_out_a_default_changes_nothing()
    {
        var given = SpecJson.Read<TrainingSpec>(Short, "training spec");
        var bound = given.Bind().Spec;
        var complete = SpecJson.Read<TrainingSpec>(SpecJson.Write(bound), "training spec").Bind().Spec;

        Assert.Equal(SpecJson.Write(bound), SpecJson.Write(complete));
        Assert.Equal(Fingerprint.Of(bound), Fingerprint.Of(complete));
        Assert.Contains("\"maxDepth\":6", SpecJson.Write(bound));
        Assert.NotEqual(Fingerprint.Of(bound), Fingerprint.Of((given with { Seed = 2 }).Bind().Spec));
    }

    [Fact]
    public void Every_kind_there_is_binds_by_its_name_and_defaults()
    {
        foreach (var label in LabelCatalog.All)
        {
            foreach (var estimator in EstimatorCatalog.All.Where(e => e.Tasks.Contains(label.Task)))
            {
                foreach (var plan in FoldPlanCatalog.All)
                {
                    var spec = new TrainingSpec(
                        new LabelSpec(label.Kind),
                        new FoldPlanSpec(plan.Kind),
                        new EstimatorSpec(estimator.Kind),
                        estimator.UsualTransforms
                    );
                    var json = SpecJson.Write(spec.Bind().Spec);
                    Assert.Equal(json, SpecJson.Write(SpecJson.Read<TrainingSpec>(json, "spec").Bind().Spec));
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"kind":"signs"}""", "", "model.label.kind")]
    [InlineData("""{"kind":"sign","params":{"horizon":-3}}""", "", "model.label.params.horizon")]
    [InlineData("""{"kind":"forwardReturn"}""", """{"kind":"logistic"}""", "model.estimator.kind")]
    [InlineData("""{"kind":"sign"}""", """{"kind":"ridge"}""", "model.estimator.kind")]
    [InlineData("""{"kind":"sign"}""", """{"kind":"xgboost"}""", "model.estimator.kind")]
    [InlineData("""{"kind":"sign"}""", """{"kind":"logistic","params":{"c":1}}""", "model.estimator.params.c")]
    public void What_cannot_be_is_refused_by_field(string label, string estimator, string field)
    {
        var spec = new TrainingSpec(
            SpecJson.Read<LabelSpec>(label, "label"),
            new FoldPlanSpec("rolling"),
            estimator.Length > 0
                ? SpecJson.Read<EstimatorSpec>(estimator, "estimator")
                : new EstimatorSpec("gradientBoosting")
        );

        Assert.Equal(field, Assert.Throws<BadInputException>(() => spec.Bind("model")).Field);
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_by_field()
    {
        var input = MadeUpMarket.Input(700);
        var spec = WalkForwardTrainerTests.Spec("ridge");

        Assert.Equal("bars", Refused(MadeUpMarket.Cut(input, 301), spec).Field);
        Assert.Contains("at least 302:", Refused(MadeUpMarket.Cut(input, 301), spec).Allowed);
        Assert.Equal("features", Refused(input with { Bars = input.Bars.Slice(1, 699) }, spec).Field);
        Assert.Equal("weights", Refused(input with { Weights = [1] }, spec).Field);
        double[] weights = [.. Enumerable.Repeat(1.0, 700)];
        weights[8] = -1;
        Assert.Equal("weights[8]", Refused(input with { Weights = weights }, spec).Field);
        var named = spec with { Transforms = [new TransformSpec("oneHot", ["regimes"])] };
        Assert.Equal("transforms[0].columns[0]", Refused(input, named).Field);
        Assert.Equal("features.return_2", Refused(input, spec with { Transforms = null }).Field);
        input.Features.Columns[0][5] = double.PositiveInfinity;
        Assert.Equal("features.return_1", Refused(input, spec).Field);
    }

    private static BadInputException Refused(TrainingInput input, TrainingSpec spec) =>
        Assert.Throws<BadInputException>(() => WalkForwardTrainer.Train(input, spec.Bind()));
}
