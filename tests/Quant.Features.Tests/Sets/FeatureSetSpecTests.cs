using Quant.Features.Sets;
using Quant.Specs;

namespace Quant.Features.Tests.Sets;

public class FeatureSetSpecTests
{
    [Fact]
    public void Names_are_built_from_indicator_parameters_source_output_and_symbol()
    {
        var set = Bind(
            """
            { "indicator": "rsi" },
            { "indicator": "rsi", "symbol": "qqq" },
            { "indicator": "macd", "output": "signal" },
            { "indicator": "bollinger", "params": { "deviations": 2.5 }, "output": "upper" },
            { "indicator": "atr", "params": { "smoothing": "simple" } },
            { "indicator": "sma", "source": "volume" },
            { "indicator": "stochastic" },
            { "indicator": "obv", "as": "flow" },
            { "indicator": "adx", "as": "trend" },
            { "indicator": "adx", "output": "adx", "as": "strength" },
            { "indicator": "beta", "symbol": "QQQ" }
            """
        );
        Assert.Equal(
            [
                "atr_14_simple",
                "beta_60_QQQ",
                "bollinger_20_2.5_upper",
                "flow",
                "macd_12_26_9_signal",
                "rsi_14",
                "rsi_14_QQQ",
                "sma_20_volume",
                "stochastic_14_3_3_d",
                "stochastic_14_3_3_k",
                "strength",
                "trend_adx",
                "trend_minus_di",
                "trend_plus_di",
            ],
            set.Names
        );
        Assert.Equal("QQQ", Assert.Single(set.ContextSymbols).ToString());
        Assert.Equal(60, set.Warmup);
    }

    [Fact]
    public void The_fingerprint_is_of_the_meaning_not_of_the_wording()
    {
        var plain = Bind("""{ "indicator": "rsi" }, { "indicator": "sma", "params": { "period": 50 } }""");
        var other = Bind(
            """
            { "indicator": "sma", "source": "close", "output": "value", "params": { "period": 5e1 } },
            { "indicator": "rsi", "params": { "period": 14 }, "as": "rsi_14" }
            """,
            name: "called otherwise"
        );
        Assert.Equal(plain.CanonicalForm, other.CanonicalForm);
        Assert.Equal(plain.Fingerprint, other.Fingerprint);
    }

    [Theory]
    [InlineData("""{ "indicator": "rsi", "params": { "period": 15 } }""")]
    [InlineData("""{ "indicator": "rsi", "source": "open" }""")]
    [InlineData("""{ "indicator": "rsi", "as": "r" }""")]
    [InlineData("""{ "indicator": "rsi", "symbol": "QQQ" }""")]
    [InlineData("""{ "indicator": "rsi" }, { "indicator": "obv" }""")]
    public void The_fingerprint_changes_with_the_meaning(string features) =>
        Assert.NotEqual(Bind("""{ "indicator": "rsi" }""").Fingerprint, Bind(features).Fingerprint);

    [Fact]
    public void Calendar_and_age_limit_are_part_of_the_fingerprint_where_they_matter()
    {
        const string Own = """{ "indicator": "rsi" }""";
        const string Context = """{ "indicator": "rsi", "symbol": "QQQ" }""";
        const string Age = "\"contextMaxAgeMinutes\": 60,";
        const string Clock = "\"calendar\": \"24x7\",";
        Assert.Equal(Bind(Own).Fingerprint, Bind(Own, options: Age).Fingerprint);
        Assert.NotEqual(Bind(Context).Fingerprint, Bind(Context, options: Age).Fingerprint);
        Assert.NotEqual(Bind(Own).Fingerprint, Bind(Own, options: Clock).Fingerprint);
        Assert.NotEqual(
            Bind(Context).Fingerprint,
            Bind(Context, options: """ "contextCalendars": { "QQQ": "24x7" }, """).Fingerprint
        );
    }

    [Theory]
    [InlineData("""{ "indicator": "rsj" }""", "features[0].indicator", "rsi")]
    [InlineData(
        """{ "indicator": "rsi" }, { "indicator": "sma", "params": { "period": 0 } }""",
        "features[1].params.period",
        "1 to 10000"
    )]
    [InlineData("""{ "indicator": "sma", "params": { "period": 2.5 } }""", "features[0].params.period", "an integer")]
    [InlineData("""{ "indicator": "sma", "params": { "periods": 2 } }""", "features[0].params.periods", "period")]
    [InlineData(
        """{ "indicator": "atr", "params": { "smoothing": "ema" } }""",
        "features[0].params.smoothing",
        "wilder, simple"
    )]
    [InlineData(
        """{ "indicator": "macd", "params": { "fast": 30 } }""",
        "features[0].params.fast",
        "less than slow (26)"
    )]
    [InlineData("""{ "indicator": "macd", "output": "histo" }""", "features[0].output", "line, signal, histogram")]
    [InlineData("""{ "indicator": "sma", "source": "bid" }""", "features[0].source", "open, high, low, close")]
    [InlineData("""{ "indicator": "atr", "source": "close" }""", "features[0].source", "no source")]
    [InlineData("""{ "indicator": "beta" }""", "features[0].symbol", "beta compares with")]
    [InlineData("""{ "indicator": "rsi", "symbol": "$" }""", "features[0].symbol", "letters")]
    [InlineData("""{ "indicator": "rsi", "as": "a b" }""", "features[0].as", "letters")]
    [InlineData("""{ "indicator": "rsi" }, { "indicator": "rsi" }""", "features[1].as", "not taken")]
    [InlineData("""{ "indicator": "rsi" }, { "indicator": "obv", "as": "rsi_14" }""", "features[1].as", "not taken")]
    [InlineData("", "features", "1 to 2000 columns")]
    public void What_cannot_be_accepted_is_named_by_its_path(string features, string field, string allowed)
    {
        var fault = Assert.Throws<BadInputException>(() => Bind(features));
        Assert.Equal(field, fault.Field);
        Assert.Contains(allowed, fault.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "features": [ { "indicater": "rsi" } ] }""", "indicater")]
    [InlineData("""{ "name": "x", "features": """, "feature set spec")]
    public void What_is_not_a_spec_is_refused_when_read(string json, string named) =>
        Assert.Contains(
            named,
            Assert.Throws<BadInputException>(() => FeatureSetSpec.Parse(json)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{ "features": [ { "indicator": "rsi" } ] }""", "name")]
    [InlineData("""{ "name": "x", "features": [ { "params": {} } ] }""", "features[0].indicator")]
    [InlineData("""{ "name": "x", "regimes": [ {} ] }""", "regimes[0].method")]
    public void What_must_be_given_and_is_not_is_named(string json, string field)
    {
        var fault = Assert.Throws<BadInputException>(() => FeatureSetSpec.Parse(json).Bind());
        Assert.Equal((field, "nothing"), (fault.Field, fault.Value));
    }

    [Theory]
    [InlineData("\"calendar\": \"XLON\",", "calendar")]
    [InlineData("\"contextMaxAgeMinutes\": 0,", "contextMaxAgeMinutes")]
    [InlineData("\"contextCalendars\": { \"SPY\": \"24x7\" },", "contextCalendars.SPY")]
    [InlineData("\"contextCalendars\": { \"QQQ\": \"moon\" },", "contextCalendars.QQQ")]
    public void Options_are_checked(string options, string field) =>
        Assert.Equal(
            field,
            Assert
                .Throws<BadInputException>(() => Bind("""{ "indicator": "rsi", "symbol": "QQQ" }""", options: options))
                .Field
        );

    [Fact]
    public void Regimes_are_columns_beside_the_features()
    {
        var set = FeatureSetSpec
            .Parse(
                """
                { "name": "r", "features": [ { "indicator": "ibs" } ],
                  "regimes": [ { "method": "volatilityQuantile", "params": { "buckets": 4 }, "as": "regime_vol" },
                               { "method": "volatilityQuantile", "symbol": "QQQ" } ] }
                """
            )
            .Bind();
        Assert.Equal(["ibs", "regime_vol", "regime_volatilityQuantile_20_250_3_QQQ"], set.Names);
        Assert.Equal([false, true, true], set.Columns.Select(column => column.IsRegime));
        Assert.Equal(270, set.Warmup);
        var unknown = Assert.Throws<BadInputException>(() =>
            FeatureSetSpec.Parse("""{ "name": "r", "regimes": [ { "method": "gmm" } ] }""").Bind()
        );
        Assert.Equal("regimes[0].method", unknown.Field);
    }

    private static FeatureSet Bind(string features, string name = "test", string options = "") =>
        FeatureSetSpec.Parse($$"""{ "name": "{{name}}", {{options}} "features": [ {{features}} ] }""").Bind();
}
