namespace Orleans.Conformance;

/// <summary>Whatever the embedded engine shows under an Orleans namespace, Microsoft Orleans has, to the letter.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, PublicType> s_ours = Ours(
        Path.Combine(AppContext.BaseDirectory, "Orleans.Embedded.dll")
    );

    private static readonly Dictionary<string, PublicType> s_official = Official();

    private static Dictionary<string, PublicType> Ours(string path) =>
        PublicApi.Read(path).Values.Where(t => IsOrleans(t.Namespace)).ToDictionary(t => t.Name);

    private static Dictionary<string, PublicType> Official()
    {
        var types = new Dictionary<string, PublicType>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "official"), "*.dll"))
        {
            foreach (var (name, type) in PublicApi.Read(path))
                types[name] = type;
        }

        return types;
    }

    private static bool IsOrleans(string space) =>
        space == "Orleans"
        || space.StartsWith("Orleans.", StringComparison.Ordinal)
        || space.StartsWith("Microsoft.", StringComparison.Ordinal);

    [Fact]
    public void Both_sides_were_read()
    {
        Assert.True(s_ours.Count > 100, $"{s_ours.Count} types of ours");
        Assert.True(s_official.Count > 1000, $"{s_official.Count} official types");
    }

    [Fact]
    public void Every_type_exists_officially_and_is_of_the_same_kind()
    {
        var odd = s_ours
            .Values.Where(ours => !s_official.TryGetValue(ours.Name, out var official) || official.Kind != ours.Kind)
            .Select(ours =>
                $"{ours.Name}: {ours.Kind}, officially {s_official.GetValueOrDefault(ours.Name)?.Kind ?? "not there"}"
            );
        Assert.Empty(odd);
    }

    [Fact]
    public void Every_member_exists_officially_with_the_same_signature()
    {
        var odd =
            from ours in s_ours.Values
            where s_official.ContainsKey(ours.Name)
            from member in ours.Members.Except(s_official[ours.Name].Members)
            select $"{ours.Name}: {member}";
        Assert.Empty(odd.Order());
    }

    [Fact]
    public void Every_interface_is_implemented_officially_too()
    {
        var odd =
            from ours in s_ours.Values
            where s_official.ContainsKey(ours.Name)
            from implemented in ours.Interfaces
            where IsOrleans(implemented) && !s_official[ours.Name].Interfaces.Contains(implemented)
            select $"{ours.Name}: {implemented}";
        Assert.Empty(odd.Order());
    }

    /// <summary>Interfaces that the product implements must ask of it neither more nor less than the official ones do.</summary>
    [Theory]
    [InlineData("Orleans.Storage.IGrainStorage")]
    [InlineData("Orleans.IReminderTable")]
    [InlineData("Orleans.IRemindable")]
    [InlineData("Orleans.IGrainBase")]
    [InlineData("Orleans.ILifecycleObserver")]
    [InlineData("Orleans.ILifecycleParticipant`1")]
    public void Interfaces_one_implements_are_complete(string name) =>
        Assert.Empty(s_official[name].Members.Except(s_ours[name].Members).Order());
}
