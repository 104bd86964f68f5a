using System.CommandLine;

namespace Quant.Client.Cli.Verbs;

/// <summary>A noun: nothing but the verbs below it.</summary>
internal sealed class NounVerb(string name, string description, IReadOnlyList<Verb> verbs) : Verb
{
    public override IReadOnlyList<Verb> Below => verbs;

    protected override Command Define() => new(name, description);
}
