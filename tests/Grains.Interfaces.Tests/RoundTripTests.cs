using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Quant.Grains.Interfaces.Tests;

/// <summary>Every message type goes through the serializer of the engine in use and comes back the same.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    public static TheoryData<string> Types => [.. Messages.Types.Select(t => t.FullName!)];

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Types))]
    public void A_message_comes_back_as_it_was(string type)
    {
        var serializer = _cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        var sent = new Filler().Make(Messages.Types.Single(t => t.FullName == type));
        var back = serializer.Deserialize<object>(serializer.SerializeToArray<object>(sent));
        Assert.IsType(sent.GetType(), back);
        Assert.Equal(Describe(sent), Describe(back));
    }

    /// <summary>What a value holds, member by member, as text.</summary>
    private static string Describe(object? value) =>
        value switch
        {
            null => "null",
            string or Enum => $"{value.GetType().Name} {value}",
            DateTimeOffset or DateTime =>
                $"{value.GetType().Name} {string.Format(CultureInfo.InvariantCulture, "{0:O}", value)}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            bool flag => flag.ToString(),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Describe))}]",
            Exception failure => $"{failure.Message} {Members(failure)}",
            _ => Members(value),
        };

    private static string Members(object value) =>
        $"{value.GetType().Name} {{ {string.Join(", ", Messages.MembersOf(value.GetType()).Select(m => $"{m.Member.Name} = {Describe(Of(m.Member, value))}"))} }}";

    private static object? Of(MemberInfo member, object value) =>
        member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);

    /// <summary>Makes values of any message type, no two members alike and none at its default.</summary>
    private sealed class Filler
    {
        private int _next = 1;

        public object Make(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } inner)
                return Make(inner);
            if (type.IsEnum)
                return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
            if (type == typeof(string))
                return $"text {_next++} ä€𝄞";
            if (type == typeof(bool))
                return true;
            if (type == typeof(double))
                return _next++ + 0.1;
            if (type == typeof(byte[]))
                return new byte[] { (byte)_next++, 0, 255 };
            if (type == typeof(DateTimeOffset))
                return new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(-5)).AddSeconds(_next++);
            if (type == typeof(DateTime))
                return new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc).AddSeconds(_next++);
            if (type == typeof(TimeSpan))
                return TimeSpan.FromSeconds(_next++);
            if (type == typeof(Guid))
                return Guid.NewGuid();
            if (type.IsPrimitive)
                return Convert.ChangeType(_next++, type, CultureInfo.InvariantCulture);
            if (type.IsArray)
                return ListOf(type.GetElementType()!);
            if (type.IsGenericType && type.IsInterface)
                return type.GetGenericArguments() is [var key, var value]
                    ? MapOf(key, value)
                    : ListOf(type.GetGenericArguments()[0]);
            var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
            return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType))]);
        }

        private Array ListOf(Type element)
        {
            var list = Array.CreateInstance(element, 3);
            for (var i = 0; i < list.Length; i++)
                list.SetValue(Make(element), i);
            return list;
        }

        private object MapOf(Type key, Type value)
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
            for (var i = 0; i < 3; i++)
                map.Add(Make(key), Make(value));
            return map;
        }
    }
}
