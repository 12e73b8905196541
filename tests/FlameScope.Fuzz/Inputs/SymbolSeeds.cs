using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Small files with symbols to start from.</summary>
internal static class SymbolSeeds
{
    private static readonly TestSymbol[] Symbols =
    [
        new("a", 0x1000, 8), new("_ZN3fooC1Ev", 0x1000, 8) { Binding = TestSymbol.Weak }, new("label", 0x1010, 0) { Type = 0 }, new("outer", 0x1000, 0x100),
    ];

    public static List<byte[]> Elf() =>
    [
        new ElfWriter { Symbols = Symbols, BuildId = "0123456789abcdef", Imports = ["malloc", "_ZdlPv"], DebugLink = "a.debug" }.Write(),
        new ElfWriter { Is64 = false, Symbols = Symbols, Imports = ["malloc"] }.Write(),
        new ElfWriter { Dynamic = Symbols, Machine = 183 }.Write(),
        new ElfWriter { Symbols = Symbols, IsDebugOnly = true }.Write(),
    ];

    public static List<byte[]> Kallsyms() =>
    [
        Text("ffffffff81000000 T _text\nffffffff81000100 t helper\nffffffff81000100 W weak\nffffffffc0000000 t a\t[nf_conntrack]\nffffffffc0000040 t b\t[ext4]\n"),
        Text("0000000000000000 T _text\n"),
    ];

    public static List<byte[]> JitDump() =>
    [
        new JitDumpWriter(7).Load(100, 0x1000, 0x20, 0, "first").Move(150, 0x1000, 0x3000, 0x20, 0).Load(200, 0x1010, 0x20, 1, "second").Other(2, 1).ToArray(),
        new JitDumpWriter(7, flags: 1).Load(100, 0x1000, 0x200000, 0, "first").Other(3, 1).ToArray(),
    ];

    public static List<byte[]> PerfMap() => [Text("7f00 10 a\n0x7f20 0x8 b c\n1000 100000 d\n")];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
