namespace FlameScope.Formats.Linux;

/// <summary>The names that Java's perf-map agents write: <c>Lpkg/Class;::method</c> or <c>Lpkg/Class;.method</c>, and <c>a->b</c> for b inlined into a.</summary>
internal static class JavaInlining
{
    /// <summary>Whether a JIT symbol is a Java method in the agent's form.</summary>
    public static bool IsJavaMethod(ReadOnlySpan<byte> symbol) => symbol is [(byte)'L', ..] && EndOfClass(symbol) > 0;

    /// <summary>Splits off the first method; <paramref name="rest"/> keeps those inlined into it.</summary>
    public static ReadOnlySpan<byte> TakeFirst(ref ReadOnlySpan<byte> rest)
    {
        int arrow = rest.IndexOf("->"u8);
        ReadOnlySpan<byte> first = arrow < 0 ? rest : rest[..arrow];
        rest = arrow < 0 ? [] : rest[(arrow + 2)..];
        return first;
    }

    /// <summary>Writes <c>Lpkg/Class;::method</c> as <c>pkg/Class::method</c>, <c>Lpkg/Class;.method</c> as <c>pkg/Class.method</c>; leaves other names as they are.</summary>
    public static byte[] Tidy(ReadOnlySpan<byte> method)
    {
        int end = EndOfClass(method);
        return method is [(byte)'L', ..] && end > 0 ? [.. method[1..end], .. method[(end + 1)..]] : method.ToArray();
    }

    private static int EndOfClass(ReadOnlySpan<byte> symbol)
    {
        int end = symbol.IndexOf((byte)';');
        return end > 0 && (symbol[(end + 1)..].StartsWith("::"u8) || symbol[(end + 1)..].StartsWith("."u8)) ? end : -1;
    }
}
