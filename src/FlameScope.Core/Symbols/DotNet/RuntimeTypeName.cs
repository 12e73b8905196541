namespace FlameScope.Symbols.DotNet;

/// <summary>Writes type names of reflection as C# has them: <c>A.B`1+C[System.Int32]</c> as <c>A.B&lt;int&gt;.C</c>.</summary>
internal static class RuntimeTypeName
{
    private const int MaxDepth = 16;

    /// <summary>Writes a type that a method is of, without what the compiler made to hold the method.</summary>
    /// <param name="type">The type.</param>
    /// <param name="text">Where it goes.</param>
    /// <param name="machine">The state machine that ends the type and is not written; empty where there is none.</param>
    /// <param name="machineArguments">The arguments of the state machine.</param>
    public static void Write(ReadOnlySpan<byte> type, NameText text, out ReadOnlySpan<byte> machine, out ReadOnlySpan<byte> machineArguments) =>
        Write(type, text, depth: 0, out machine, out machineArguments);

    /// <summary>Writes arguments in angle brackets, nothing where there are none.</summary>
    /// <param name="arguments">Types with commas between them.</param>
    /// <param name="text">Where they go.</param>
    public static void WriteArguments(ReadOnlySpan<byte> arguments, NameText text) => WriteArguments(arguments, text, 0);

    private static void Write(
        ReadOnlySpan<byte> type, NameText text, int depth, out ReadOnlySpan<byte> machine, out ReadOnlySpan<byte> machineArguments)
    {
        machine = default;
        machineArguments = default;
        int bracket = StartOfArguments(type);
        ReadOnlySpan<byte> arguments = bracket < 0 ? default : type[(bracket + 1)..^1];
        ReadOnlySpan<byte> rest = bracket < 0 ? type : type[..bracket];
        bool isFirst = true;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> part = TakeNested(ref rest);
            ReadOnlySpan<byte> name = WithoutArity(part, out int arity);
            ReadOnlySpan<byte> own = TakeArguments(ref arguments, arity);
            if (CompilerName.IsClosure(name) && !isFirst)
            {
                continue;
            }

            if (CompilerName.IsStateMachine(name) && rest.IsEmpty && !isFirst)
            {
                machine = name;
                machineArguments = own;
                return;
            }

            if (!isFirst)
            {
                text.Append((byte)'.');
            }

            isFirst = false;
            CompilerName.Write(name, text);
            WriteArguments(own, arity, text, depth);
        }

        if (!arguments.IsEmpty)
        {
            WriteArguments(arguments, text, depth);
        }
    }

    private static void WriteArguments(ReadOnlySpan<byte> arguments, int arity, NameText text, int depth)
    {
        if (arity > 0 && arguments.IsEmpty)
        {
            text.Append((byte)'<');
            for (int i = 1; i < arity; i++)
            {
                text.Append((byte)',');
            }

            text.Append((byte)'>');
        }
        else
        {
            WriteArguments(arguments, text, depth);
        }
    }

    private static void WriteArguments(ReadOnlySpan<byte> arguments, NameText text, int depth)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        text.Append((byte)'<');
        bool isFirst = true;
        while (!arguments.IsEmpty)
        {
            ReadOnlySpan<byte> argument = TakeArguments(ref arguments, 1);
            text.Append(isFirst ? ""u8 : ", "u8);
            isFirst = false;
            WriteArgument(argument, text, depth + 1);
        }

        text.Append((byte)'>');
    }

    private static void WriteArgument(ReadOnlySpan<byte> argument, NameText text, int depth)
    {
        // int[], int&, int*
        ReadOnlySpan<byte> type = argument.TrimEnd("[],*&"u8);
        if (argument.Length > type.Length && type.Contains((byte)'['))
        {
            type = argument;
        }

        if (depth >= MaxDepth)
        {
            text.Append(argument);
            return;
        }

        ReadOnlySpan<byte> keyword = KeywordOf(type);
        if (keyword.IsEmpty)
        {
            WriteWhole(type, text, depth);
        }
        else
        {
            text.Append(keyword);
        }

        text.Append(argument[type.Length..]);
    }

    private static void WriteWhole(ReadOnlySpan<byte> type, NameText text, int depth)
    {
        int start = text.Length;
        Write(type, text, depth, out ReadOnlySpan<byte> machine, out ReadOnlySpan<byte> arguments);
        if (!machine.IsEmpty)
        {
            text.Append(text.Length > start ? "."u8 : ""u8);
            CompilerName.Write(machine, text);
            WriteArguments(arguments, text, depth);
        }
    }

    // Brackets at the end that hold something; those of arrays hold nothing or commas.
    private static int StartOfArguments(ReadOnlySpan<byte> type)
    {
        if (type.IsEmpty || type[^1] != ']')
        {
            return -1;
        }

        int depth = 0;
        for (int i = type.Length - 1; i > 0; i--)
        {
            depth += type[i] == ']' ? 1 : type[i] == '[' ? -1 : 0;
            if (depth == 0)
            {
                return type[(i + 1)..^1].ContainsAnyExcept((byte)',') ? i : -1;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<byte> TakeNested(scoped ref ReadOnlySpan<byte> rest)
    {
        int depth = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            depth += rest[i] == '<' ? 1 : rest[i] == '>' ? -1 : 0;
            if (rest[i] == '+' && depth == 0)
            {
                ReadOnlySpan<byte> part = rest[..i];
                rest = rest[(i + 1)..];
                return part;
            }
        }

        ReadOnlySpan<byte> last = rest;
        rest = default;
        return last;
    }

    private static ReadOnlySpan<byte> WithoutArity(ReadOnlySpan<byte> name, scoped out int arity)
    {
        arity = 0;
        int tick = name.LastIndexOf((byte)'`');
        if (tick <= 0 || name.Length - tick is < 2 or > 3 || name[(tick + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return name;
        }

        foreach (byte digit in name[(tick + 1)..])
        {
            arity = (arity * 10) + digit - '0';
        }

        return name[..tick];
    }

    // The first arguments of a list, commas between them; brackets inside of them hold commas of their own.
    private static ReadOnlySpan<byte> TakeArguments(scoped ref ReadOnlySpan<byte> arguments, int count)
    {
        int depth = 0;
        int end = 0;
        for (int taken = 0; end < arguments.Length && taken < count; end++)
        {
            byte next = arguments[end];
            depth += next is (byte)'[' or (byte)'<' ? 1 : next is (byte)']' or (byte)'>' ? -1 : 0;
            taken += next == ',' && depth == 0 ? 1 : 0;
            if (taken == count)
            {
                break;
            }
        }

        ReadOnlySpan<byte> first = arguments[..end];
        arguments = end < arguments.Length && count > 0 ? arguments[(end + 1)..] : arguments[end..];
        return first;
    }

    private static ReadOnlySpan<byte> KeywordOf(ReadOnlySpan<byte> type)
    {
        if (!type.StartsWith("System."u8))
        {
            return default;
        }

        ReadOnlySpan<byte> name = type["System."u8.Length..];
        return name.SequenceEqual("__Canon"u8) ? "__Canon"u8
            : name.SequenceEqual("Int32"u8) ? "int"u8
            : name.SequenceEqual("Int64"u8) ? "long"u8
            : name.SequenceEqual("Byte"u8) ? "byte"u8
            : name.SequenceEqual("Char"u8) ? "char"u8
            : name.SequenceEqual("Boolean"u8) ? "bool"u8
            : name.SequenceEqual("String"u8) ? "string"u8
            : name.SequenceEqual("Object"u8) ? "object"u8
            : name.SequenceEqual("Double"u8) ? "double"u8
            : name.SequenceEqual("Single"u8) ? "float"u8
            : name.SequenceEqual("Decimal"u8) ? "decimal"u8
            : name.SequenceEqual("UInt32"u8) ? "uint"u8
            : name.SequenceEqual("UInt64"u8) ? "ulong"u8
            : name.SequenceEqual("Int16"u8) ? "short"u8
            : name.SequenceEqual("UInt16"u8) ? "ushort"u8
            : name.SequenceEqual("SByte"u8) ? "sbyte"u8
            : default;
    }
}
