namespace FlameScope.Symbols.DotNet;

/// <summary>Tidies the names that .NET's runtime gives its methods: <c>Type.Method</c>, as the source has them.</summary>
/// <remarks>
/// Without parameters, return types and tiers, so that code compiled twice is one function; state machines of async methods and
/// iterators, closures and local functions are shown as the methods they were made of; generic arguments stand as in C#.
/// </remarks>
internal static class RuntimeName
{
    /// <summary>Tidies a line of the runtime's perf map: <c>void [app] Orders+&lt;RunAsync&gt;d__3::MoveNext()[Tier1]</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">Where the tidy name goes.</param>
    /// <returns>Whether the name is one of the runtime's.</returns>
    public static bool TryTidy(ReadOnlySpan<byte> name, NameText text)
    {
        ReadOnlySpan<byte> signature = WithoutTier(name);
        int member = signature.IsEmpty || signature[^1] != ')' ? -1 : StartOfMember(signature);
        if (member < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = signature[member..];
        int separator = rest.IndexOf("::"u8);
        int parameters = separator < 0 ? -1 : rest[separator..].IndexOf((byte)'(');
        if (separator <= 0 || parameters <= 2)
        {
            return false;
        }

        return TryWrite(rest[..separator], rest.Slice(separator + 2, parameters - 2), text);
    }

    /// <summary>Writes the tidy name of a method of a type.</summary>
    /// <param name="type">The type with its namespace, as reflection names it: <c>A.B`1+C[System.Int32]</c>; empty for none.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="text">Where the tidy name goes.</param>
    public static bool TryWrite(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method, NameText text)
    {
        RuntimeTypeName.Write(type, text, out ReadOnlySpan<byte> machine, out ReadOnlySpan<byte> arguments);
        if (text.Length > 0)
        {
            text.Append((byte)'.');
        }

        if (machine.IsEmpty)
        {
            WriteMethod(method, text);
        }
        else
        {
            CompilerName.Write(machine, text);
            RuntimeTypeName.WriteArguments(arguments, text);
            if (!method.SequenceEqual("MoveNext"u8))
            {
                text.Append((byte)'.');
                WriteMethod(method, text);
            }
        }

        return text.Length > 0 && !text.IsTooLong;
    }

    // Arguments of a generic method stand in brackets.
    private static void WriteMethod(ReadOnlySpan<byte> method, NameText text)
    {
        int bracket = method.Length > 1 && method[^1] == ']' ? method.IndexOf((byte)'[') : -1;
        CompilerName.Write(bracket > 0 ? method[..bracket] : method, text);
        if (bracket > 0)
        {
            RuntimeTypeName.WriteArguments(method[(bracket + 1)..^1], text);
        }
    }

    private static ReadOnlySpan<byte> WithoutTier(ReadOnlySpan<byte> name)
    {
        int bracket = name.Length > 1 && name[^1] == ']' ? name.LastIndexOf((byte)'[') : -1;
        return bracket > 0 && name[bracket - 1] == ')' ? name[..bracket] : name;
    }

    // The assembly stands alone in brackets before the member; those of types in the return type have the type right after them.
    private static int StartOfMember(ReadOnlySpan<byte> name)
    {
        for (int start = 0; start < name.Length;)
        {
            int bracket = name[start..].IndexOf((byte)'[');
            if (bracket < 0)
            {
                return -1;
            }

            start += bracket + 1;
            int end = name[start..].IndexOfAny((byte)']', (byte)' ', (byte)'(');
            bool isAlone = start == 1 || name[start - 2] == ' ';
            if (isAlone && end > 0 && name[start + end] == ']' && start + end + 1 < name.Length && name[start + end + 1] == ' ')
            {
                return start + end + 2;
            }
        }

        return -1;
    }
}
