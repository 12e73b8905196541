using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Symbols.Elf;

/// <summary>Whatever is wrong in a file, names are missing, and nothing is thrown.</summary>
public sealed class ElfDamageTests
{
    private static readonly byte[] Values = [0, 1, 0x7f, 0x80, 0xff];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damage_at_any_byte_is_harmless(bool is64)
    {
        byte[] whole = new ElfWriter
        {
            Is64 = is64,
            BuildId = "0123456789abcdef",
            Symbols = [new("a", 0x1000, 8), new("b", 0x1000, 8) { Binding = TestSymbol.Weak }, new("label", 0x1010, 0) { Type = 0 }],
            Imports = ["malloc"],
            DebugLink = "a.debug",
        }.Write();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in Values)
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                SymbolCheck.RunElf(damaged);
            }
        }

        for (int length = 0; length < whole.Length; length++)
        {
            SymbolCheck.RunElf(whole[..length]);
        }
    }
}
