using System.Text.Json;

namespace Quant.Client.Web.Contracts;

/// <summary>A backtest to run.</summary>
/// <param name="Model">Fingerprint of the model.</param>
/// <param name="Rules">The rules.</param>
/// <param name="FromTs">First bar, microseconds UTC; null: the first with an out-of-sample prediction.</param>
/// <param name="ToTs">End, exclusive; null: the last bar's end.</param>
/// <param name="InSample">
/// Must be true where the model's predictions were made by models that had learned from later bars; what comes of it is
/// called in-sample.
/// </param>
public sealed record SimulateBody(
    string Model,
    JsonElement Rules,
    long? FromTs = null,
    long? ToTs = null,
    bool InSample = false
);

/// <summary>What a backtest found.</summary>
/// <param name="Fingerprint">Its address.</param>
/// <param name="AlreadyDone">True when it had been made before.</param>
/// <param name="Metrics">Metrics by name; those without a value are left out.</param>
/// <param name="Account">What each step did, in plain words.</param>
public sealed record RunReportDto(
    string Fingerprint,
    bool AlreadyDone,
    IReadOnlyDictionary<string, double?> Metrics,
    IReadOnlyList<string> Account
);

/// <summary>A backtest in a list.</summary>
/// <param name="Fingerprint">Its address.</param>
/// <param name="Model">The model whose predictions it trades.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Synthetic">True for generated data.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Adjustment">How prices were adjusted.</param>
/// <param name="TimeZone">IANA zone of the exchange.</param>
/// <param name="InSample">True when the model had been trained on some of these rows.</param>
/// <param name="FromTs">First bar, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive, microseconds UTC.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Metrics">Metrics by name.</param>
public sealed record SimulationDto(
    string Fingerprint,
    string Model,
    string Symbol,
    bool Synthetic,
    string Interval,
    string Adjustment,
    string TimeZone,
    bool InSample,
    long FromTs,
    long ToTs,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, double?> Metrics
);

/// <summary>A backtest in full.</summary>
/// <param name="Simulation">What the list says of it.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Account">What each step did, in plain words.</param>
/// <param name="MonthlyReturns">Returns of the equity by calendar month of the exchange.</param>
public sealed record SimulationDetailDto(
    SimulationDto Simulation,
    JsonElement Rules,
    IReadOnlyList<string> Account,
    IReadOnlyList<MonthlyReturnDto> MonthlyReturns
);

/// <summary>Return of one calendar month.</summary>
/// <param name="Year">Year.</param>
/// <param name="Month">Month, 1 to 12.</param>
/// <param name="Return">Fraction: 0.01 is one per cent.</param>
public sealed record MonthlyReturnDto(int Year, int Month, double? Return);

/// <summary>Equity in columns, sampled so that there are no more points than was asked for.</summary>
/// <param name="Fingerprint">The backtest.</param>
/// <param name="SourceRows">Rows in the range.</param>
/// <param name="RowsPerPoint">
/// Consecutive rows one point stands for; the points are the same as those of the bars asked for over the same range
/// with the same limit.
/// </param>
/// <param name="Ts">Start of each point's first bar, microseconds UTC.</param>
/// <param name="Equity">Equity at the close of each point's last bar.</param>
/// <param name="EquityLow">Least equity within the point.</param>
/// <param name="EquityHigh">Greatest equity within the point.</param>
/// <param name="BuyAndHold">Buying at the first bar and holding, from the same start.</param>
/// <param name="Drawdown">Greatest loss from the highest equity so far within the point, a fraction of it: 0 or above.</param>
public sealed record EquityDto(
    string Fingerprint,
    long SourceRows,
    int RowsPerPoint,
    long[] Ts,
    double?[] Equity,
    double?[] EquityLow,
    double?[] EquityHigh,
    double?[] BuyAndHold,
    double?[] Drawdown
);

/// <summary>Trades of a backtest, one page.</summary>
/// <param name="Fingerprint">The backtest.</param>
/// <param name="Total">Trades in all.</param>
/// <param name="Offset">Number of the first one here, from 0.</param>
/// <param name="Trades">In order of entry.</param>
public sealed record TradesDto(string Fingerprint, long Total, long Offset, IReadOnlyList<TradeDto> Trades);

/// <summary>One round trip. Prices include spread and slippage; money is in the currency of the prices.</summary>
/// <param name="Index">Number, from 0.</param>
/// <param name="Side"><c>long</c> or <c>short</c>.</param>
/// <param name="Shares">Units held, above zero for either side.</param>
/// <param name="EntryTs">Start of the bar of entry, microseconds UTC.</param>
/// <param name="EntryPrice">Price at entry.</param>
/// <param name="ExitTs">Start of the bar of exit, microseconds UTC.</param>
/// <param name="ExitPrice">Price at exit.</param>
/// <param name="Reason">Why it was closed: <c>signal</c>, <c>stop</c>, <c>target</c>, <c>endOfData</c>, …</param>
/// <param name="BarsHeld">Bars from entry to exit.</param>
/// <param name="Profit">Profit after all costs.</param>
/// <param name="Return">Profit over the value of the entry.</param>
/// <param name="Fees">Commissions of both fills.</param>
public sealed record TradeDto(
    long Index,
    string Side,
    double? Shares,
    long EntryTs,
    double? EntryPrice,
    long ExitTs,
    double? ExitPrice,
    string Reason,
    long BarsHeld,
    double? Profit,
    double? Return,
    double? Fees
);
