namespace FlameScope.Symbols.Itanium;

/// <summary>The types of the language that have a letter of their own, and how literals of them are printed.</summary>
internal static class BuiltinTable
{
    // The letters after D follow those that stand alone.
    private static readonly Entry[] Entries =
    [
        new("a", "signed char"u8, LiteralForm.Cast, default),
        new("b", "bool"u8, LiteralForm.Boolean, default),
        new("c", "char"u8, LiteralForm.Cast, default),
        new("d", "double"u8, LiteralForm.Bits, default),
        new("e", "long double"u8, LiteralForm.Bits, default),
        new("f", "float"u8, LiteralForm.Bits, default),
        new("g", "__float128"u8, LiteralForm.Bits, default),
        new("h", "unsigned char"u8, LiteralForm.Cast, default),
        new("i", "int"u8, LiteralForm.Plain, default),
        new("j", "unsigned int"u8, LiteralForm.Suffix, "u"u8),
        new("l", "long"u8, LiteralForm.Suffix, "l"u8),
        new("m", "unsigned long"u8, LiteralForm.Suffix, "ul"u8),
        new("n", "__int128"u8, LiteralForm.Cast, default),
        new("o", "unsigned __int128"u8, LiteralForm.Cast, default),
        new("s", "short"u8, LiteralForm.Cast, default),
        new("t", "unsigned short"u8, LiteralForm.Cast, default),
        new("v", "void"u8, LiteralForm.Cast, default),
        new("w", "wchar_t"u8, LiteralForm.Cast, default),
        new("x", "long long"u8, LiteralForm.Suffix, "ll"u8),
        new("y", "unsigned long long"u8, LiteralForm.Suffix, "ull"u8),
        new("z", "..."u8, LiteralForm.Cast, default),
        new("Da", "auto"u8, LiteralForm.Cast, default),
        new("Dc", "decltype(auto)"u8, LiteralForm.Cast, default),
        new("Dd", "decimal64"u8, LiteralForm.Bits, default),
        new("De", "decimal128"u8, LiteralForm.Bits, default),
        new("Df", "decimal32"u8, LiteralForm.Bits, default),
        new("Dh", "half"u8, LiteralForm.Bits, default),
        new("Di", "char32_t"u8, LiteralForm.Cast, default),
        new("Dn", "decltype(nullptr)"u8, LiteralForm.Cast, default),
        new("Ds", "char16_t"u8, LiteralForm.Cast, default),
        new("Du", "char8_t"u8, LiteralForm.Cast, default),
    ];

    private static readonly sbyte[] RowsOfLetters = RowsOf("");
    private static readonly sbyte[] RowsOfLettersAfterD = RowsOf("D");

    /// <summary>How a literal is printed.</summary>
    public enum LiteralForm : byte
    {
        /// <summary>After its type in parentheses.</summary>
        Cast,

        /// <summary>Alone.</summary>
        Plain,

        /// <summary>With a suffix.</summary>
        Suffix,

        /// <summary>By a word.</summary>
        Boolean,

        /// <summary>After its type, in brackets, as the bits it has in memory.</summary>
        Bits,
    }

    /// <summary>The row of a type; -1 where no type has this letter.</summary>
    public static int Find(byte letter) => letter < 128 ? RowsOfLetters[letter] : -1;

    /// <summary>The row of a type whose letter comes after a D; -1 where no type has it.</summary>
    public static int FindAfterD(byte letter) => letter < 128 ? RowsOfLettersAfterD[letter] : -1;

    /// <summary>The type in a row.</summary>
    public static Entry At(int row) => Entries[row];

    private static sbyte[] RowsOf(string prefix)
    {
        sbyte[] rows = new sbyte[128];
        rows.AsSpan().Fill(-1);
        for (int row = 0; row < Entries.Length; row++)
        {
            string code = Entries[row].Code;
            if (code.Length == prefix.Length + 1 && code.StartsWith(prefix, StringComparison.Ordinal))
            {
                rows[code[^1]] = (sbyte)row;
            }
        }

        return rows;
    }

    /// <summary>A type.</summary>
    public sealed class Entry
    {
        private readonly byte[] _text;
        private readonly byte[] _suffix;

        public Entry(string code, ReadOnlySpan<byte> text, LiteralForm form, ReadOnlySpan<byte> suffix)
        {
            Code = code;
            Form = form;
            _text = text.ToArray();
            _suffix = suffix.ToArray();
        }

        /// <summary>The letters that stand for it.</summary>
        public string Code { get; }

        /// <summary>How literals of the type are printed.</summary>
        public LiteralForm Form { get; }

        /// <summary>Its name.</summary>
        public ReadOnlySpan<byte> Text => _text;

        /// <summary>What ends a literal of the type.</summary>
        public ReadOnlySpan<byte> Suffix => _suffix;
    }
}
