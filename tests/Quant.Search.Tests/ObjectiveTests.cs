using Quant.Search.Numerics;
using Quant.Search.Objectives;
using Quant.Specs;

namespace Quant.Search.Tests;

public sealed class ObjectiveTests
{
    private static readonly string[] s_metrics = ["sqn", "sharpe", "trades", "maxDrawdown"];

    private static Objective Create(string json) =>
        Objective.Create(SpecJson.Read<ObjectiveSpec>(json, "objective"), s_metrics);

    [Fact]
    public void A_trial_is_scored_and_told_which_constraints_it_does_not_keep()
    {
        var objective = Create(
            """
            {"metric": "sqn", "constraints": [
                {"metric": "trades", "minimum": 30, "maximum": 100},
                {"metric": "maxDrawdown", "maximum": 0.2},
                {"metric": "sharpe", "minimum": 0.5}
            ]}
            """
        );

        var good = objective.Assess(name =>
            name switch
            {
                "trades" => 30,
                "maxDrawdown" => 0.2,
                "sharpe" => 0.5,
                _ => 2.5,
            }
        );
        var bad = objective.Assess(name =>
            name switch
            {
                "trades" => 12,
                "maxDrawdown" => 0.25,
                _ => double.NaN,
            }
        );

        Assert.Equal((2.5, true, null), (good.Score, good.IsFeasible, good.Violated));
        Assert.True(double.IsNaN(bad.Score));
        Assert.Equal("trades 12 below 30; maxDrawdown 0.25 above 0.2; sharpe undefined", bad.Violated);
    }

    [Theory]
    [InlineData("""{"metric": "luck"}""", "metric")]
    [InlineData("""{"metric": "sqn", "constraints": [{"metric": "luck", "minimum": 1}]}""", "constraints[0].metric")]
    [InlineData("""{"metric": "sqn", "constraints": [{"metric": "trades"}]}""", "constraints[0]")]
    [InlineData(
        """{"metric": "sqn", "constraints": [{"metric": "trades", "minimum": 2, "maximum": 1}]}""",
        "constraints[0].maximum"
    )]
    [InlineData("""{"metric": "sqn", "direction": "sideways"}""", "direction")]
    public void An_objective_that_makes_no_sense_is_refused_by_the_name_of_its_fault(string json, string field)
    {
        var fault = Assert.Throws<BadInputException>(() => Create(json));

        Assert.Equal(field, fault.Field);
    }

    [Fact]
    public void Trials_without_score_come_last_then_those_that_break_constraints_then_worse_scores()
    {
        RankedTrial[] trials =
        [
            new(0, double.NaN, 0),
            new(1, 1.0, 0),
            new(2, 9.0, 2),
            new(3, 2.0, 0),
            new(4, 9.0, 1),
            new(5, 2.0, 0),
            new(6, double.NaN, 3),
            new(7, double.NegativeInfinity, 0),
            new(8, double.PositiveInfinity, 0),
        ];

        Assert.Equal([8L, 3, 5, 1, 7, 4, 2, 0, 6], new Ranking(Direction.Maximise).Order(trials).Select(t => t.Index));
        Assert.Equal([7L, 1, 3, 5, 8, 4, 2, 0, 6], new Ranking(Direction.Minimise).Order(trials).Select(t => t.Index));
    }

    [Fact]
    public void The_ranking_does_not_depend_on_the_order_trials_came_in()
    {
        var random = new Xoshiro256(3);
        double[] scores = [double.NaN, 0, -0.0, 1, 1, 2, double.PositiveInfinity];
        var trials = Enumerable
            .Range(0, 300)
            .Select(i => new RankedTrial(i, scores[random.NextBelow(7)], (int)random.NextBelow(3)))
            .ToList();
        foreach (var direction in new[] { Direction.Maximise, Direction.Minimise })
        {
            var ranking = new Ranking(direction);
            var expected = ranking.Order(trials);
            for (var round = 0; round < 20; round++)
            {
                var shuffled = trials.OrderBy(_ => random.Next()).ToList();
                Assert.Equal(expected, ranking.Order(shuffled));
            }
        }
    }
}
