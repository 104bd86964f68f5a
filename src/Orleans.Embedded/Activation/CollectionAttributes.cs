using System.Globalization;

namespace Orleans;

/// <summary>The idle time after which activations of the class are ended.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit there is.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _fixedLimit;

    public CollectionAgeLimitAttribute() { }

    /// <param name="inactivityPeriod">As <see cref="TimeSpan"/> writes it.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _fixedLimit = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    public double Days { get; set; }

    public double Hours { get; set; }

    public double Minutes { get; set; }

    /// <summary>Whether activations of the class are never ended for idleness.</summary>
    public bool AlwaysActive { get; set; }

    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive)
                return Timeout.InfiniteTimeSpan;
            var span =
                _fixedLimit > TimeSpan.Zero
                    ? _fixedLimit
                    : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return span < MinAgeLimit ? MinAgeLimit : span;
        }
    }
}

/// <summary>Activations of the class are never ended for idleness.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
