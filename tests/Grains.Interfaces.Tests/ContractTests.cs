using System.Globalization;

namespace Quant.Grains.Interfaces.Tests;

/// <summary>
/// contract.txt records every alias and number that silos of different versions understand each other by, and that stored
/// states are read by. Lines are added, never changed nor taken away: what a line names is never used for anything else.
/// </summary>
public sealed class ContractTests
{
    private static readonly string[] s_recorded =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "contract.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    /// <summary>One line for each alias, number and value, whose first part (up to the colon) is what must stay unique.</summary>
    private static IEnumerable<string> Lines()
    {
        foreach (var type in Messages.Types.OrderBy(Messages.NameOf, StringComparer.Ordinal))
        {
            var name = Messages.NameOf(type);
            yield return $"{name}: {(type.IsEnum ? "enum" : "type")}";
            foreach (var (id, member, memberType) in Messages.MembersOf(type))
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} {id}: {member.Name} {Messages.NameOf(memberType)}"
                );
            foreach (var value in type.IsEnum ? Enum.GetValues(type) : Array.Empty<object>())
                yield return $"{name} {Convert.ToInt64(value, CultureInfo.InvariantCulture)}: {value}";
        }

        foreach (var type in Messages.Interfaces.OrderBy(Messages.NameOf, StringComparer.Ordinal))
        {
            var name = Messages.NameOf(type);
            yield return $"{name}: interface";
            foreach (var method in type.GetMethods().OrderBy(m => Messages.AliasOf(m), StringComparer.Ordinal))
            {
                var parameters = method.GetParameters().Select(p => Messages.NameOf(p.ParameterType));
                yield return $"{name} {Messages.AliasOf(method)}: ({string.Join(", ", parameters)}) {Messages.NameOf(method.ReturnType)}";
            }
        }
    }

    private static string KeyOf(string line) => line[..line.IndexOf(": ", StringComparison.Ordinal)];

    [Fact]
    public void Every_alias_and_number_is_recorded() => Assert.Empty(Lines().Except(s_recorded));

    [Fact]
    public void No_recorded_alias_or_number_means_anything_else_now()
    {
        var now = Lines().ToDictionary(KeyOf);
        var changed =
            from recorded in s_recorded
            where now.TryGetValue(KeyOf(recorded), out var line) && line != recorded
            select $"{recorded} became {now[KeyOf(recorded)]}";
        Assert.Empty(changed);
    }

    [Fact]
    public void Nothing_is_recorded_twice() =>
        Assert.Empty(s_recorded.GroupBy(KeyOf).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_message_interface_and_method_has_an_alias()
    {
        var classes = Messages.Types.Where(t => !t.IsEnum);
        var methods = Messages.Interfaces.SelectMany(i => i.GetMethods());
        Assert.Empty(
            classes
                .Concat(Messages.Interfaces)
                .Concat<System.Reflection.MemberInfo>(methods)
                .Where(m => Messages.AliasOf(m) is null)
                .Select(m => $"{m.DeclaringType}.{m.Name}")
        );
    }

    [Fact]
    public void Every_member_that_holds_data_has_a_number() =>
        Assert.Empty(Messages.Types.SelectMany(t => Messages.ForgottenOf(t).Select(name => $"{t.Name}.{name}")));
}
