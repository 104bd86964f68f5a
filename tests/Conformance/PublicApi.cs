using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Conformance;

/// <summary>A public type as metadata tell it: what callers and implementers of it can see.</summary>
/// <param name="Name">Namespace, enclosing types and name, with the number of type parameters.</param>
/// <param name="Kind">Interface, struct, enum, delegate, or class with its modifiers.</param>
/// <param name="Interfaces">Implemented interfaces.</param>
/// <param name="Members">Public and protected members, each as one line with its full signature.</param>
internal sealed record PublicType(
    string Name,
    string Kind,
    ImmutableHashSet<string> Interfaces,
    ImmutableHashSet<string> Members
)
{
    public string Namespace => Name.Contains('.') ? Name[..Name.Split('+')[0].LastIndexOf('.')] : "";
}

/// <summary>Reads the public API of an assembly without loading it or what it refers to.</summary>
internal static class PublicApi
{
    public static Dictionary<string, PublicType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var types = new Dictionary<string, PublicType>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var definition = reader.GetTypeDefinition(handle);
            if (!IsVisible(reader, definition))
                continue;
            var type = ReadType(reader, handle, definition);
            types[type.Name] = type;
        }

        return types;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type)
    {
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        if (visibility == TypeAttributes.Public)
            return true;
        return visibility
                is TypeAttributes.NestedPublic
                    or TypeAttributes.NestedFamily
                    or TypeAttributes.NestedFamORAssem
            && IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType()));
    }

    private static PublicType ReadType(MetadataReader reader, TypeDefinitionHandle handle, TypeDefinition type)
    {
        var names = new SignatureNames();
        var members = ImmutableHashSet.CreateBuilder<string>();
        foreach (var member in type.GetMethods())
        {
            if (Method(reader, reader.GetMethodDefinition(member), names) is { } line)
                members.Add(line);
        }

        foreach (var member in type.GetFields())
        {
            if (Field(reader, reader.GetFieldDefinition(member), names) is { } line)
                members.Add(line);
        }

        var interfaces = type.GetInterfaceImplementations()
            .Select(i => NameOf(reader, reader.GetInterfaceImplementation(i).Interface, names))
            .ToImmutableHashSet();
        return new(SignatureNames.Full(reader, handle), Kind(reader, type, names), interfaces, members.ToImmutable());
    }

    private static string Kind(MetadataReader reader, TypeDefinition type, SignatureNames names)
    {
        if (type.Attributes.HasFlag(TypeAttributes.Interface))
            return "interface";
        var baseType = type.BaseType.IsNil ? "" : NameOf(reader, type.BaseType, names);
        return baseType switch
        {
            "System.Enum" => "enum",
            "System.ValueType" => "struct",
            "System.MulticastDelegate" => "delegate",
            _ => (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) switch
            {
                TypeAttributes.Abstract | TypeAttributes.Sealed => "static class",
                TypeAttributes.Abstract => $"abstract class : {baseType}",
                TypeAttributes.Sealed => $"sealed class : {baseType}",
                _ => $"class : {baseType}",
            },
        };
    }

    private static string? Method(MetadataReader reader, MethodDefinition method, SignatureNames names)
    {
        var access = method.Attributes & MethodAttributes.MemberAccessMask;
        if (access is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            return null;
        var signature = method.DecodeSignature(names, null);
        var given = method
            .GetParameters()
            .Select(reader.GetParameter)
            .Where(p => p.SequenceNumber > 0)
            .ToDictionary(p => p.SequenceNumber);
        var parameters = signature.ParameterTypes.Select(
            (type, i) =>
                given.TryGetValue(i + 1, out var p) ? $"{type} {reader.GetString(p.Name)}{Default(reader, p)}" : type
        );
        var generic = signature.GenericParameterCount == 0 ? "" : $"``{signature.GenericParameterCount}";
        return $"{Access(access)}{(method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "")}{signature.ReturnType} "
            + $"{reader.GetString(method.Name)}{generic}({string.Join(", ", parameters)})";
    }

    private static string Access(MethodAttributes access) => access == MethodAttributes.Public ? "" : "protected ";

    private static string Default(MetadataReader reader, Parameter parameter)
    {
        if (!parameter.Attributes.HasFlag(ParameterAttributes.Optional))
            return "";
        return parameter.GetDefaultValue() is { IsNil: false } constant
            ? $" = {Value(reader, constant)}"
            : " = default";
    }

    private static string? Field(MetadataReader reader, FieldDefinition field, SignatureNames names)
    {
        var access = field.Attributes & FieldAttributes.FieldAccessMask;
        if (access is not (FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem))
            return null;
        var value = field.GetDefaultValue() is { IsNil: false } constant ? $" = {Value(reader, constant)}" : "";
        return $"{(access == FieldAttributes.Public ? "" : "protected ")}{(field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "")}"
            + $"{field.DecodeSignature(names, null)} {reader.GetString(field.Name)}{value}";
    }

    private static string Value(MetadataReader reader, ConstantHandle handle)
    {
        var constant = reader.GetConstant(handle);
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)?.ToString() ?? "null";
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle, SignatureNames names) =>
        handle.Kind switch
        {
            HandleKind.TypeDefinition => SignatureNames.Full(reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => SignatureNames.Full(reader, (TypeReferenceHandle)handle),
            _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null),
        };
}
