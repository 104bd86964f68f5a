namespace Orleans.Conformance;

/// <summary>
/// Whatever the embedded engine shows under an Orleans namespace, Microsoft Orleans has, to the letter. Types of packages
/// that the feed lacks cannot be compared; tests that leave some out say so by being skipped once the rest has passed.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, PublicType> s_ours = PublicApi
        .Read(Path.Combine(AppContext.BaseDirectory, "Orleans.Embedded.dll"))
        .Values.Where(t => IsOrleans(t.Namespace))
        .ToDictionary(t => t.Name);

    /// <summary>Packages that every feed with any of them has; types of all others are listed in documented.txt.</summary>
    private static readonly string[] s_atLeast =
    [
        "Microsoft.Orleans.Core.Abstractions",
        "Microsoft.Orleans.TestingHost",
        "Microsoft.Orleans.Persistence.AdoNet",
        "Microsoft.Orleans.Reminders.AdoNet",
        "Microsoft.Orleans.Clustering.AdoNet",
    ];

    private static bool IsOrleans(string space) =>
        space == "Orleans"
        || space.StartsWith("Orleans.", StringComparison.Ordinal)
        || space.StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>Our types with their official counterparts.</summary>
    private static IEnumerable<(PublicType Ours, PublicType Theirs)> Pairs()
    {
        Assert.SkipUnless(Official.Fetched.Any(), "The feed has none of the official packages: nothing was compared.");
        Assert.True(s_ours.Count > 100, $"{s_ours.Count} types of ours");
        return s_ours
            .Values.Where(t => Official.Types.ContainsKey(t.Name) && !IsOfMissingPackage(t.Name))
            .Select(t => (t, Official.Types[t.Name].Type));
    }

    private static bool IsOfMissingPackage(string name) =>
        Documented.All.TryGetValue(name, out var page) && Official.Missing.Contains(page.Package);

    private static void SkipWhereIncomplete()
    {
        var left = s_ours.Keys.Where(IsOfMissingPackage).ToList();
        Assert.SkipWhen(
            left.Count > 0,
            $"What could be compared agrees. {left.Count} of {s_ours.Count} types were not compared: the feed lacks {string.Join(", ", Official.Missing)}."
        );
    }

    [Fact]
    public void Every_type_exists_officially()
    {
        Assert.SkipUnless(Official.Fetched.Any(), "The feed has none of the official packages: nothing was compared.");
        string[] unknown = [.. s_ours.Keys.Except(Official.Types.Keys).Where(name => !IsOfMissingPackage(name))];
        Assert.Empty(unknown);
        SkipWhereIncomplete();
    }

    [Fact]
    public void Every_type_is_of_the_same_kind()
    {
        Assert.Empty(
            from pair in Pairs()
            where pair.Ours.Kind != pair.Theirs.Kind
            select $"{pair.Ours.Name}: {pair.Ours.Kind}, officially {pair.Theirs.Kind}"
        );
        SkipWhereIncomplete();
    }

    [Fact]
    public void Every_member_exists_officially_with_the_same_signature()
    {
        Assert.Empty(
            from pair in Pairs()
            from member in pair.Ours.Members.Except(pair.Theirs.Members)
            orderby pair.Ours.Name, member
            select $"{pair.Ours.Name}: {member}"
        );
        SkipWhereIncomplete();
    }

    [Fact]
    public void Every_interface_is_implemented_officially_too()
    {
        Assert.Empty(
            from pair in Pairs()
            from implemented in pair.Ours.Interfaces.Except(pair.Theirs.Interfaces)
            where IsOrleans(implemented)
            select $"{pair.Ours.Name}: {implemented}"
        );
        SkipWhereIncomplete();
    }

    /// <summary>Interfaces that the product implements must ask of it neither more nor less than the official ones do.</summary>
    [Theory]
    [InlineData("Orleans.Storage.IGrainStorage")]
    [InlineData("Orleans.IReminderTable")]
    [InlineData("Orleans.IRemindable")]
    [InlineData("Orleans.IGrainBase")]
    [InlineData("Orleans.IIncomingGrainCallFilter")]
    [InlineData("Orleans.ILifecycleObserver")]
    [InlineData("Orleans.ILifecycleParticipant`1")]
    public void Interfaces_one_implements_are_complete(string name)
    {
        Assert.SkipUnless(
            Official.Types.TryGetValue(name, out var official),
            $"The feed lacks {Documented.All.GetValueOrDefault(name)?.Package ?? "the official packages"}: {name} was not compared."
        );
        Assert.Empty(official.Type.Members.Except(s_ours[name].Members).Order());
    }

    [Fact]
    public void Types_of_packages_that_a_feed_may_lack_are_listed_with_the_page_that_documents_them()
    {
        Assert.Empty(Documented.All.Keys.Except(s_ours.Keys));
        Assert.All(
            Documented.All.Values,
            entry =>
                Assert.Equal(
                    $"https://learn.microsoft.com/dotnet/api/{entry.Type.Replace('`', '-').Replace('+', '.').ToLowerInvariant()}",
                    entry.Page
                )
        );
        Assert.Empty(
            from type in s_ours.Keys
            where Official.Types.ContainsKey(type) && !IsOfMissingPackage(type)
            let package = Official.Types[type].Package
            where !s_atLeast.Contains(package) && Documented.All.GetValueOrDefault(type)?.Package != package
            orderby package, type
            select $"{type} {package}"
        );
    }
}
