using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Takes out of a documentation file what no user of the assembly can name.</summary>
public sealed class KeepPublicDocumentation : Task
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The assembly that the file documents.</summary>
    [Required]
    public string Assembly { get; set; }

    /// <summary>The file; it is written anew.</summary>
    [Required]
    public string Documentation { get; set; }

    /// <summary>The assemblies that it was compiled with.</summary>
    [Required]
    public ITaskItem[] References { get; set; }

    public override bool Execute()
    {
        XDocument documentation = XDocument.Load(Documentation, LoadOptions.PreserveWhitespace);
        HashSet<string> ids;
        using (IDisposable context = Load(out Assembly assembly))
        {
            ids = new HashSet<string>(assembly.GetTypes().Where(IsVisible).SelectMany(IdsOf), StringComparer.Ordinal);
        }

        List<XElement> hidden = documentation.Descendants("member").Where(member => !ids.Contains((string)member.Attribute("name"))).ToList();
        foreach (XElement member in hidden)
        {
            if (member.PreviousNode is XText indentation)
            {
                indentation.Remove();
            }

            member.Remove();
        }

        File.WriteAllText(Documentation, documentation.Declaration + "\n" + documentation.ToString(SaveOptions.DisableFormatting) + "\n", new UTF8Encoding(false));
        Log.LogMessage(MessageImportance.Low, "{0}: {1} members that are not public are left out.", Documentation, hidden.Count);
        return true;
    }

    // MetadataLoadContext reads reference assemblies too. It is part of MSBuild, but not of what tasks like this are compiled with.
    private IDisposable Load(out Assembly assembly)
    {
        IEnumerable<string> paths = References.Select(reference => reference.ItemSpec).Append(Assembly);
        Type contextType = Type.GetType("System.Reflection.MetadataLoadContext, System.Reflection.MetadataLoadContext", throwOnError: true);
        Type resolverType = Type.GetType("System.Reflection.PathAssemblyResolver, System.Reflection.MetadataLoadContext", throwOnError: true);
        object context = Activator.CreateInstance(contextType, Activator.CreateInstance(resolverType, paths), null);
        assembly = (Assembly)contextType.GetMethod("LoadFromAssemblyPath").Invoke(context, new object[] { Assembly });
        return (IDisposable)context;
    }

    private static IEnumerable<string> IdsOf(Type type)
    {
        string name = NameOf(type);
        yield return "T:" + name;
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            switch (member)
            {
                case FieldInfo field when IsVisible(field.Attributes & FieldAttributes.FieldAccessMask):
                    yield return $"F:{name}.{field.Name}";
                    break;
                case PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible):
                    yield return $"P:{name}.{Escape(property.Name)}{ParametersOf(property.GetIndexParameters())}";
                    break;
                case EventInfo @event when IsVisible(@event.AddMethod):
                    yield return $"E:{name}.{Escape(@event.Name)}";
                    break;
                case MethodBase method when IsVisible(method):
                    yield return IdOf(name, method);
                    break;
            }
        }
    }

    private static string IdOf(string type, MethodBase method)
    {
        string arity = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";
        string result = method is MethodInfo conversion && (method.Name == "op_Implicit" || method.Name == "op_Explicit")
            ? "~" + ParameterOf(conversion.ReturnType)
            : "";
        return $"M:{type}.{Escape(method.Name)}{arity}{ParametersOf(method.GetParameters())}{result}";
    }

    private static string ParametersOf(ParameterInfo[] parameters) => parameters.Length == 0
        ? ""
        : $"({string.Join(",", parameters.Select(parameter => ParameterOf(parameter.ParameterType)))})";

    private static string ParameterOf(Type type)
    {
        if (type.IsByRef)
        {
            return ParameterOf(type.GetElementType()) + "@";
        }

        if (type.IsPointer)
        {
            return ParameterOf(type.GetElementType()) + "*";
        }

        if (type.IsArray)
        {
            string rank = type.GetArrayRank() == 1 ? "" : string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()));
            return $"{ParameterOf(type.GetElementType())}[{rank}]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType ? ConstructedOf(type) : NameOf(type);
    }

    // Each part of a nested name has the arguments of its own: A{B}.C{D}.
    private static string ConstructedOf(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        List<string> parts = new List<string>();
        int used = 0;
        foreach (Type part in Outermost(type))
        {
            int count = part.IsGenericType ? part.GetGenericArguments().Length - used : 0;
            string own = string.Join(",", arguments.Skip(used).Take(count).Select(ParameterOf));
            parts.Add(part.Name.Split('`')[0] + (count == 0 ? "" : "{" + own + "}"));
            used += count;
        }

        string name = string.Join(".", parts);
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }

    private static IEnumerable<Type> Outermost(Type type) =>
        type.DeclaringType is null ? new[] { type } : Outermost(type.DeclaringType).Append(type);

    private static string NameOf(Type type)
    {
        string name = string.Join(".", Outermost(type).Select(part => part.Name));
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }

    // Of constructors, and of members that implement an interface explicitly.
    private static string Escape(string name) => name.Replace('.', '#').Replace('<', '{').Replace('>', '}').Replace(',', '@');

    private static bool IsVisible(Type type) =>
        type.DeclaringType is null ? type.IsPublic : (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes access) =>
        access == FieldAttributes.Public || access == FieldAttributes.Family || access == FieldAttributes.FamORAssem;
}
