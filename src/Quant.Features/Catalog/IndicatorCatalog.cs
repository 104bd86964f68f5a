using System.Collections.Frozen;
using Quant.Features.Indicators.Context.Beta;
using Quant.Features.Indicators.Context.Correlation;
using Quant.Features.Indicators.Context.PriceRatio;
using Quant.Features.Indicators.Context.RelativeStrengthZ;
using Quant.Features.Indicators.Context.ResidualReturn;
using Quant.Features.Indicators.Context.VolPremium;
using Quant.Features.Indicators.Momentum.Cci;
using Quant.Features.Indicators.Momentum.Momentum;
using Quant.Features.Indicators.Momentum.Roc;
using Quant.Features.Indicators.Momentum.Rsi;
using Quant.Features.Indicators.Momentum.Stochastic;
using Quant.Features.Indicators.Momentum.WilliamsR;
using Quant.Features.Indicators.Price.BarRange;
using Quant.Features.Indicators.Price.Gap;
using Quant.Features.Indicators.Price.Ibs;
using Quant.Features.Indicators.Price.Lag;
using Quant.Features.Indicators.Price.LogReturn;
using Quant.Features.Indicators.Price.Price;
using Quant.Features.Indicators.Price.Return;
using Quant.Features.Indicators.Price.ReturnZScore;
using Quant.Features.Indicators.Price.SessionGap;
using Quant.Features.Indicators.Price.ZScore;
using Quant.Features.Indicators.Time.DayOfMonth;
using Quant.Features.Indicators.Time.DayOfWeek;
using Quant.Features.Indicators.Time.Month;
using Quant.Features.Indicators.Time.SessionPhase;
using Quant.Features.Indicators.Time.TimeOfDay;
using Quant.Features.Indicators.Trend.Adx;
using Quant.Features.Indicators.Trend.Ema;
using Quant.Features.Indicators.Trend.EmaDistance;
using Quant.Features.Indicators.Trend.Macd;
using Quant.Features.Indicators.Trend.Sma;
using Quant.Features.Indicators.Trend.SmaDistance;
using Quant.Features.Indicators.Trend.Wma;
using Quant.Features.Indicators.Volatility.Atr;
using Quant.Features.Indicators.Volatility.AtrRatio;
using Quant.Features.Indicators.Volatility.Bollinger;
using Quant.Features.Indicators.Volatility.Donchian;
using Quant.Features.Indicators.Volatility.GarmanKlass;
using Quant.Features.Indicators.Volatility.Keltner;
using Quant.Features.Indicators.Volatility.Natr;
using Quant.Features.Indicators.Volatility.Parkinson;
using Quant.Features.Indicators.Volatility.RealizedVol;
using Quant.Features.Indicators.Volatility.StdDev;
using Quant.Features.Indicators.Volume.Amihud;
using Quant.Features.Indicators.Volume.Cmf;
using Quant.Features.Indicators.Volume.IntradayIntensity;
using Quant.Features.Indicators.Volume.Mfi;
using Quant.Features.Indicators.Volume.Obv;
using Quant.Features.Indicators.Volume.VolumeChange;
using Quant.Features.Indicators.Volume.VolumeRatio;
using Quant.Features.Indicators.Volume.VolumeSma;
using Quant.Features.Indicators.Volume.VolumeZScore;
using Quant.Features.Indicators.Volume.VwapDistance;
using Quant.Features.Indicators.Volume.VwapDistanceAtr;
using Quant.Specs;

namespace Quant.Features.Catalog;

/// <summary>All indicators by name.</summary>
public static class IndicatorCatalog
{
    /// <summary>Every indicator, by group and then in the order a reader would look for them.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        SmaCatalog.Definition,
        EmaCatalog.Definition,
        WmaCatalog.Definition,
        SmaDistanceCatalog.Definition,
        EmaDistanceCatalog.Definition,
        MacdCatalog.Definition,
        AdxCatalog.Definition,
        RsiCatalog.Definition,
        StochasticCatalog.Definition,
        CciCatalog.Definition,
        WilliamsRCatalog.Definition,
        RocCatalog.Definition,
        MomentumCatalog.Definition,
        BollingerCatalog.Definition,
        AtrCatalog.Definition,
        StdDevCatalog.Definition,
        RealizedVolCatalog.Definition,
        AtrRatioCatalog.Definition,
        NatrCatalog.Definition,
        KeltnerCatalog.Definition,
        DonchianCatalog.Definition,
        ParkinsonCatalog.Definition,
        GarmanKlassCatalog.Definition,
        ObvCatalog.Definition,
        VolumeSmaCatalog.Definition,
        VolumeRatioCatalog.Definition,
        VolumeChangeCatalog.Definition,
        VolumeZScoreCatalog.Definition,
        MfiCatalog.Definition,
        CmfCatalog.Definition,
        AmihudCatalog.Definition,
        IntradayIntensityCatalog.Definition,
        VwapDistanceCatalog.Definition,
        VwapDistanceAtrCatalog.Definition,
        PriceCatalog.Definition,
        ReturnCatalog.Definition,
        LogReturnCatalog.Definition,
        LagCatalog.Definition,
        ZScoreCatalog.Definition,
        ReturnZScoreCatalog.Definition,
        IbsCatalog.Definition,
        GapCatalog.Definition,
        SessionGapCatalog.Definition,
        BarRangeCatalog.Definition,
        TimeOfDayCatalog.Definition,
        SessionPhaseCatalog.Definition,
        DayOfWeekCatalog.Definition,
        DayOfMonthCatalog.Definition,
        MonthCatalog.Definition,
        BetaCatalog.Definition,
        ResidualReturnCatalog.Definition,
        CorrelationCatalog.Definition,
        RelativeStrengthZCatalog.Definition,
        PriceRatioCatalog.Definition,
        VolPremiumCatalog.Definition,
    ];

    private static readonly FrozenDictionary<string, IndicatorDefinition> s_byName = All.ToFrozenDictionary(d =>
        d.Name
    );

    /// <summary>The definition of a name.</summary>
    /// <exception cref="BadInputException">No such indicator; the message lists the nearest names.</exception>
    public static IndicatorDefinition Get(string name, string field = "indicator") =>
        s_byName.TryGetValue(name, out var definition)
            ? definition
            : throw new BadInputException(
                field,
                name.Length == 0 ? null : name,
                NearestNames.Phrase(name, All.Select(d => d.Name))
            );
}
