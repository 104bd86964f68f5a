using System.CommandLine;
using System.Net;
using Quant.Client.Cli.Hosting;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Silo;

/// <summary>Where a server of this process listens.</summary>
internal sealed class ListenOptions(int defaultPort)
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "Port to listen on; 0 takes any that is free",
        DefaultValueFactory = _ => defaultPort,
    };

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "Address to listen on; beyond 127.0.0.1 an access token must be in QUANT_TOKEN",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<long> _maxTrials = new("--max-trials")
    {
        Description = "Most trials a study may have",
        DefaultValueFactory = _ => 1_000_000,
    };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_listen);
        command.Add(_maxTrials);
    }

    /// <exception cref="BadInputException">A value is not allowed.</exception>
    public ServerOptions Read(ParseResult parsed, CommonOptions common) =>
        common.Server(parsed) with
        {
            Port = ServeVerb.PortOf(parsed.GetValue(_port)),
            Listen = IPAddress.TryParse(parsed.GetValue(_listen), out var address)
                ? address
                : throw new BadInputException("--listen", parsed.GetValue(_listen), "an IP address, such as 127.0.0.1"),
            MaxTrials = parsed.GetValue(_maxTrials),
        };
}
