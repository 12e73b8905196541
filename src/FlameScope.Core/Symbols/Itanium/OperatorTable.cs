namespace FlameScope.Symbols.Itanium;

/// <summary>The operators of C++: the two letters that stand for each, how it is printed and how many operands it has.</summary>
internal static class OperatorTable
{
    // Sorted by code, for the binary search.
    private static readonly Entry[] Entries =
    [
        new("aN", "&="u8, 2),
        new("aS", "="u8, 2),
        new("aa", "&&"u8, 2),
        new("ad", "&"u8, 1),
        new("an", "&"u8, 2),
        new("at", "alignof "u8, 1),
        new("aw", "co_await "u8, 1),
        new("az", "alignof "u8, 1),
        new("cc", "const_cast"u8, 2),
        new("cl", "()"u8, 2),
        new("cm", ","u8, 2),
        new("co", "~"u8, 1),
        new("dV", "/="u8, 2),
        new("dX", "[...]="u8, 3),
        new("da", "delete[] "u8, 1),
        new("dc", "dynamic_cast"u8, 2),
        new("de", "*"u8, 1),
        new("di", "="u8, 2),
        new("dl", "delete "u8, 1),
        new("ds", ".*"u8, 2),
        new("dt", "."u8, 2),
        new("dv", "/"u8, 2),
        new("dx", "]="u8, 2),
        new("eO", "^="u8, 2),
        new("eo", "^"u8, 2),
        new("eq", "=="u8, 2),
        new("fL", "..."u8, 3),
        new("fR", "..."u8, 3),
        new("fl", "..."u8, 2),
        new("fr", "..."u8, 2),
        new("ge", ">="u8, 2),
        new("gs", "::"u8, 1),
        new("gt", ">"u8, 2),
        new("ix", "[]"u8, 2),
        new("lS", "<<="u8, 2),
        new("le", "<="u8, 2),
        new("ls", "<<"u8, 2),
        new("lt", "<"u8, 2),
        new("mI", "-="u8, 2),
        new("mL", "*="u8, 2),
        new("mi", "-"u8, 2),
        new("ml", "*"u8, 2),
        new("mm", "--"u8, 1),
        new("na", "new[]"u8, 3),
        new("ne", "!="u8, 2),
        new("ng", "-"u8, 1),
        new("nt", "!"u8, 1),
        new("nw", "new"u8, 3),
        new("nx", "noexcept"u8, 1),
        new("oR", "|="u8, 2),
        new("oo", "||"u8, 2),
        new("or", "|"u8, 2),
        new("pL", "+="u8, 2),
        new("pl", "+"u8, 2),
        new("pm", "->*"u8, 2),
        new("pp", "++"u8, 1),
        new("ps", "+"u8, 1),
        new("pt", "->"u8, 2),
        new("qu", "?"u8, 3),
        new("rM", "%="u8, 2),
        new("rS", ">>="u8, 2),
        new("rc", "reinterpret_cast"u8, 2),
        new("rm", "%"u8, 2),
        new("rs", ">>"u8, 2),
        new("sP", "sizeof..."u8, 1),
        new("sZ", "sizeof..."u8, 1),
        new("sc", "static_cast"u8, 2),
        new("ss", "<=>"u8, 2),
        new("st", "sizeof "u8, 1),
        new("sz", "sizeof "u8, 1),
        new("te", "typeid "u8, 1),
        new("ti", "typeid "u8, 1),
        new("tr", "throw"u8, 0),
        new("tw", "throw "u8, 1),
    ];

    /// <summary>The operator in a row.</summary>
    public static Entry At(int row) => Entries[row];

    /// <summary>The row of an operator; -1 where no operator has this code.</summary>
    public static int Find(byte first, byte second)
    {
        int code = Code(first, second);
        int low = 0;
        int high = Entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int found = Entries[middle].Code;
            if (found == code)
            {
                return middle;
            }

            (low, high) = found < code ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int Code(int first, int second) => (first << 8) | second;

    /// <summary>An operator.</summary>
    public sealed class Entry
    {
        private readonly byte[] _text;

        public Entry(string code, ReadOnlySpan<byte> text, int operands)
        {
            Code = OperatorTable.Code(code[0], code[1]);
            _text = text.ToArray();
            Operands = operands;
        }

        /// <summary>Both letters as one number.</summary>
        public int Code { get; }

        /// <summary>How many operands it has.</summary>
        public int Operands { get; }

        /// <summary>How it is printed in an expression; words that an operand follows end in a blank.</summary>
        public ReadOnlySpan<byte> Text => _text;

        /// <summary>Whether it is the operator of these two letters.</summary>
        public bool Is(ReadOnlySpan<byte> code) => Code == OperatorTable.Code(code[0], code[1]);
    }
}
