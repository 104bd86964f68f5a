using System.Diagnostics;

namespace Orleans.Diagnostics;

/// <summary>The sources of the activities of calls, which <c>AddActivityPropagation</c> turns on.</summary>
public static class ActivitySources
{
    /// <summary>Calls of one's own grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls of interfaces in the namespace Orleans.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    internal static readonly ActivitySource ApplicationGrainSource = new(ApplicationGrainActivitySourceName, "1.2.0");

    internal static readonly ActivitySource RuntimeGrainSource = new(RuntimeActivitySourceName, "2.1.0");
}
