namespace FlameScope.Symbols.DotNet;

/// <summary>Names that the C# compiler makes of a method's: of its lambdas, local functions and state machines.</summary>
internal static class CompilerName
{
    private const int MaxDepth = 16;

    /// <summary>Whether a type holds what a method's lambdas share: <c>&lt;&gt;c</c>, <c>&lt;&gt;c__DisplayClass3_0</c>.</summary>
    public static bool IsClosure(ReadOnlySpan<byte> type) =>
        type.StartsWith("<>c"u8) && (type.Length == 3 || type[3..].StartsWith("__"u8));

    /// <summary>Whether a type is the state machine of an async method or an iterator: <c>&lt;Run&gt;d__3</c>, <c>&lt;&lt;Main&gt;b__0&gt;d</c>.</summary>
    public static bool IsStateMachine(ReadOnlySpan<byte> type)
    {
        int end = EndOfAngle(type);
        return end > 1 && type[(end + 1)..] is [(byte)'d', ..] rest && (rest.Length == 1 || rest[1..].StartsWith("__"u8));
    }

    /// <summary>Writes the name of what a name was made of; other names as they are.</summary>
    public static void Write(ReadOnlySpan<byte> name, NameText text) => Write(name, text, 0);

    private static void Write(ReadOnlySpan<byte> name, NameText text, int depth)
    {
        int end = EndOfAngle(name);
        ReadOnlySpan<byte> rest = end > 1 ? name[(end + 1)..] : default;
        ReadOnlySpan<byte> inner = end > 1 ? name[1..end] : default;
        if (depth == MaxDepth || rest.IsEmpty)
        {
            text.Append(name);
        }
        else if (rest.StartsWith("b__"u8))
        {
            Write(inner, text, depth + 1);
            text.Append(".lambda_"u8);
            text.Append(rest[3..]);
        }
        else if (rest.StartsWith("g__"u8))
        {
            Write(inner, text, depth + 1);
            text.Append((byte)'.');
            int bar = rest.IndexOf((byte)'|');
            text.Append(bar < 0 ? rest[3..] : rest[3..bar]);
        }
        else if (IsStateMachine(name) || rest.SequenceEqual("$"u8))
        {
            Write(inner, text, depth + 1);
        }
        else
        {
            text.Append(name);
        }
    }

    // Where the angle bracket that a name begins with is closed.
    private static int EndOfAngle(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] != '<')
        {
            return -1;
        }

        int depth = 0;
        for (int i = 0; i < name.Length; i++)
        {
            depth += name[i] == '<' ? 1 : name[i] == '>' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
