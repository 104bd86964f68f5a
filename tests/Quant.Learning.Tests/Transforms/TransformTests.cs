using System.Text.Json;
using Quant.Learning.Tables;
using Quant.Learning.Tests.Golden;
using Quant.Learning.Transforms;
using Quant.Learning.Transforms.Affine;
using Quant.Learning.Transforms.Clip;
using Quant.Specs;

namespace Quant.Learning.Tests.Transforms;

public sealed class TransformTests
{
    [Fact]
    public void Scalers_and_quantiles_are_those_of_scikit_learn_and_numpy()
    {
        var standard = (AffineColumns)Fit(Scaled(), new TransformSpec("standardScaler")).Pipeline.Steps[0];
        var robust = (AffineColumns)Fit(Scaled(), new TransformSpec("robustScaler")).Pipeline.Steps[0];
        var clip = (ClippedColumns)
            Fit(
                Scaled(),
                new TransformSpec("clip", null, SpecParams.Of(("lower", 0.02), ("upper", 0.97)))
            ).Pipeline.Steps[0];

        Near(GoldenValues.Numbers("scaling", "mean"), standard.Center);
        Near(GoldenValues.Numbers("scaling", "deviation"), standard.Scale);
        Near(GoldenValues.Numbers("scaling", "median"), robust.Center);
        Near(GoldenValues.Numbers("scaling", "range"), robust.Scale);
        Near(GoldenValues.Numbers("scaling", "low"), clip.Low);
        Near(GoldenValues.Numbers("scaling", "high"), clip.High);
    }

    [Fact]
    public void A_missing_value_stays_missing_until_it_is_imputed()
    {
        var (_, scaled) = Fit(Columns([1, double.NaN, 3]), new TransformSpec("standardScaler"));
        Assert.Equal([-1, double.NaN, 1], scaled.Columns[0]);

        var (_, imputed) = Fit(Columns([1, double.NaN, 2, 9]), new TransformSpec("imputer"));
        Assert.Equal([1, 2, 2, 9], imputed.Columns[0]);
    }

    [Fact]
    public void A_column_without_spread_or_without_values_does_no_harm()
    {
        var (_, table) = Fit(
            Columns([0.1, 0.1, 0.1], [double.NaN, double.NaN, double.NaN]),
            new TransformSpec("clip"),
            new TransformSpec("standardScaler"),
            new TransformSpec("robustScaler"),
            new TransformSpec("imputer")
        );

        Assert.All(table.Columns, column => Assert.All(column, x => Assert.InRange(x, -1e-12, 1e-12)));
    }

    [Fact]
    public void Sparse_columns_go_and_later_steps_pass_them_over()
    {
        var (pipeline, table) = Fit(
            Columns([1, 2, 3, 4], [double.NaN, double.NaN, double.NaN, 4], [double.NaN, double.NaN, 3, 4]),
            new TransformSpec("dropSparse"),
            new TransformSpec("standardScaler", ["x1", "x2"])
        );

        Assert.Equal(["x0", "x2"], table.Names);
        Assert.Equal(["x2"], pipeline.Steps[1].Columns);
    }

    [Fact]
    public void A_category_not_seen_in_training_is_zero_in_all_its_columns()
    {
        var (pipeline, table) = Fit(Columns([2, 0, double.NaN, 2], [5, 6, 7, 8]), new TransformSpec("oneHot", ["x0"]));

        Assert.Equal(["x0=0", "x0=2", "x1"], table.Names);
        Assert.Equal([0, 1, 0, 0], table.Columns[0]);
        Assert.Equal([1, 0, 0, 1], table.Columns[1]);
        var later = pipeline.Apply(Columns([1, 2], [5, 5]));
        Assert.Equal([0, 0], later.Columns[0]);
        Assert.Equal([0, 1], later.Columns[1]);
    }

    [Fact]
    public void A_fitted_pipeline_survives_JSON_bit_for_bit()
    {
        TransformSpec[] specs =
        [
            new("oneHot", ["x0"]),
            new("dropSparse"),
            new("clip", ["x1", "x2"]),
            new("standardScaler", ["x1"]),
            new("robustScaler", ["x2"]),
            new("imputer"),
        ];
        var columns = Scaled().Columns;
        columns[0] = [.. columns[0].Select(x => Math.Round(x))];
        var (pipeline, table) = Fit(Copy(new ColumnTable(Scaled().Names, columns)), specs);
        var back = JsonSerializer.Deserialize<FittedPipeline>(
            JsonSerializer.Serialize(pipeline, SpecJson.Options),
            SpecJson.Options
        )!;

        var again = back.Apply(Copy(new ColumnTable(Scaled().Names, columns)));
        Assert.Equal(table.Names, again.Names);
        for (var c = 0; c < table.Columns.Length; c++)
        {
            Assert.Equal(table.Columns[c], again.Columns[c]);
        }
    }

    [Fact]
    public void A_pipeline_that_cannot_be_is_refused_by_field()
    {
        Assert.Equal("transforms[0].kind", Refused(new TransformSpec("scaler")));
        Assert.Equal("transforms[0].columns", Refused(new TransformSpec("oneHot")));
        Assert.Equal("transforms[0].columns[1]", Refused(new TransformSpec("oneHot", ["x0", "regime"])));
        Assert.Equal(
            "transforms[0].params.lower",
            Refused(new TransformSpec("clip", null, SpecParams.Of(("lower", 0.7))))
        );
        Assert.Equal("transforms[0]", Refused(new TransformSpec("dropSparse"), double.NaN));

        static string Refused(TransformSpec spec, double value = 1) =>
            Assert.Throws<BadInputException>(() => Fit(Columns([value, value]), spec)).Field;
    }

    private static (FittedPipeline Pipeline, ColumnTable Train) Fit(ColumnTable table, params TransformSpec[] specs) =>
        TransformPipeline.Bind(specs).Fit(table);

    private static ColumnTable Scaled()
    {
        var x = SharedData.Linear().X;
        for (var i = 0; i < x[1].Length; i += 7)
        {
            x[1][i] = double.NaN;
        }
        return SharedData.Table(x);
    }

    private static ColumnTable Columns(params double[][] columns) => SharedData.Table(columns);

    private static ColumnTable Copy(ColumnTable table) => table.Slice(0, table.Rows);

    private static void Near(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }
}
