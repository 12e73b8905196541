using System.Buffers;

namespace FlameScope.Formats.Jfr;

/// <summary>A method: of a class, or a function of a library whose name stands in the place of the class.</summary>
internal sealed class JfrMethod
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly byte[] _class;
    private readonly byte[] _name;

    private JfrMethod(byte[] declaring, byte[] name)
    {
        _class = declaring;
        _name = name;
    }

    public bool IsUnknown => _name.Length == 0;

    /// <exception cref="JfrException">The method is damaged.</exception>
    public static JfrMethod Read(JfrChunk chunk, long id)
    {
        Span<long> method = stackalloc long[2];
        if (!chunk.TryRead("jdk.types.Method", id, method, "type", "name"))
        {
            return new JfrMethod([], []);
        }

        return new JfrMethod(ClassName(chunk, method[0]), SymbolText(chunk, method[1]));
    }

    /// <summary>The name of a class as Java code has it, without what the JVM adds to hidden ones; empty where the chunk does not have it.</summary>
    /// <exception cref="JfrException">The class is damaged.</exception>
    public static byte[] ClassName(JfrChunk chunk, long id)
    {
        Span<long> slots = stackalloc long[1];
        return chunk.TryRead("java.lang.Class", id, slots, "name") ? Tidied(SymbolText(chunk, slots[0])) : [];
    }

    /// <summary>The method as a frame of a kind has it: its symbol and its module.</summary>
    public (byte[] Symbol, byte[] Module) In(FrameKind kind) =>
        _class.Length == 0 ? (_name, [])
        : kind is FrameKind.User or FrameKind.Kernel && IsLibrary(_class) ? (_name, _class)
        : ([.. _class, (byte)'.', .. _name], []);

    /// <summary>A class name with points, without the address that makes a hidden class unique; the name of a library as it is.</summary>
    public static byte[] Tidied(ReadOnlySpan<byte> name)
    {
        if (IsLibrary(name))
        {
            return name.ToArray();
        }

        byte[] tidied = name[..LengthWithoutAddress(name)].ToArray();
        tidied.AsSpan().Replace((byte)'/', (byte)'.');
        return tidied;
    }

    // Orders$$Lambda$26/0x0000000800c03000, Orders$$Lambda$88+0x00007fe1c4007a08/266272063, LambdaForm$MH/0x0000000800c0: no name that
    // somebody wrote begins with a digit.
    private static int LengthWithoutAddress(ReadOnlySpan<byte> name)
    {
        while (name.LastIndexOfAny("/+."u8) is > 0 and var mark && IsAddress(name[(mark + 1)..]))
        {
            name = name[..mark];
        }

        return name.Length;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        text is [>= (byte)'0' and <= (byte)'9', ..] && (text.StartsWith("0x"u8) ? text[2..] : text).IndexOfAnyExcept(HexDigits) < 0;

    private static bool IsLibrary(ReadOnlySpan<byte> name) =>
        name.EndsWith(".so"u8) || name.IndexOf(".so."u8) > 0 || name.EndsWith(".dylib"u8) || name.EndsWith(".dll"u8)
        || name.SequenceEqual("vdso"u8) || name is [(byte)'[', ..];

    private static byte[] SymbolText(JfrChunk chunk, long id)
    {
        Span<long> slots = stackalloc long[1];
        return chunk.TryRead("jdk.types.Symbol", id, slots, "string") ? chunk.TextAt(slots[0]) : [];
    }
}
