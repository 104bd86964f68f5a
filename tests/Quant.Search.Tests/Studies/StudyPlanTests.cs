using Quant.Search.Studies;
using Quant.Specs;

namespace Quant.Search.Tests.Studies;

public sealed class StudyPlanTests
{
    [Theory]
    [InlineData("expanding")]
    [InlineData("rolling")]
    public void Models_that_only_know_the_past_may_be_studied(string folds) =>
        Assert.Equal(2, StudyPlan.Create(Spec(folds, "rules.stop", "0, 0.1"), _ => "XNYS").Trials);

    [Fact]
    public void Models_that_learn_from_the_hold_out_are_refused()
    {
        var fault = Assert.Throws<BadInputException>(() =>
            StudyPlan.Create(Spec("purgedKFold", "rules.stop", "0, 0.1"), _ => "XNYS")
        );
        Assert.Equal("model.training.folds.kind", fault.Field);
        Assert.Equal("'purgedKFold'", fault.Value);
        Assert.StartsWith("one of expanding, rolling", fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_learn_from_the_hold_out_are_refused_on_an_axis_too()
    {
        var spec = Spec("expanding", "model.training.folds.kind", "\"rolling\", \"purgedKFold\"");
        var fault = Assert.Throws<BadInputException>(() => StudyPlan.Create(spec, _ => "XNYS"));
        Assert.Equal("model.training.folds.kind", fault.Field);
    }

    private static StudySpec Spec(string folds, string path, string values) =>
        StudySpec.Read(
            $$"""
            {
              "name": "folds",
              "model": {
                "symbol": "SPX",
                "interval": "1d",
                "features": { "name": "one", "features": [{ "indicator": "rsi" }] },
                "training": {
                  "label": { "kind": "sign" },
                  "folds": { "kind": "{{folds}}" },
                  "estimator": { "kind": "logistic" }
                }
              },
              "space": { "axes": [{ "name": "axis", "path": "{{path}}", "values": [{{values}}] }] },
              "objective": { "metric": "sharpe" }
            }
            """
        );
}
