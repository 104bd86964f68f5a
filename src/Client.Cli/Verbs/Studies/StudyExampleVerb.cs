using System.CommandLine;
using Quant.Client.Cli.Output;
using Quant.MarketData.Bars;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study example</c>: a study to start from, with comments. No data root is opened.</summary>
internal sealed class StudyExampleVerb : Verb
{
    private readonly Option<string> _symbol = new("--symbol")
    {
        Description = "The symbol it is about",
        DefaultValueFactory = _ => "SPX",
        HelpName = "SYMBOL",
    };

    private readonly Option<string> _interval = new("--interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h or 1d",
        DefaultValueFactory = _ => "1d",
        HelpName = "INTERVAL",
    };

    private readonly Option<bool> _model = new("--model")
    {
        Description = "Only its model, as 'quant model train --spec' takes it",
    };

    private readonly Option<bool> _features = new("--features")
    {
        Description = "Only its feature set, as 'quant features build --spec' takes it",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant study example --symbol ACME > study.json", "A study to start from, with comments"),
            new("quant study example --symbol ACME --model > model.json", "Just its model"),
        ];

    protected override Command Define() =>
        new("example", "Print a study to start from, with comments") { _symbol, _interval, _model, _features };

    protected override Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(parsed.GetRequiredValue(_symbol), "--symbol").ToString();
        var interval = Interval.Parse(parsed.GetRequiredValue(_interval), "--interval").ToString();
        var (model, features) = (parsed.GetValue(_model), parsed.GetValue(_features));
        if (model || features || terminal.Json)
        {
            var json = ExampleStudy.Json(symbol, interval);
            json = model || features ? json.GetProperty("model") : json;
            terminal.Line(ExampleStudy.Indented(features ? json.GetProperty("features") : json));
        }
        else
        {
            terminal.Line(ExampleStudy.Text(symbol, interval));
        }
        return Task.FromResult(ExitCodes.Ok);
    }
}
