using FlameScope.Formats;
using FlameScope.Symbols;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Kernel;
using FlameScope.Symbols.Runtimes;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>What holds for any bytes that symbols are read from: no exception, names within their limit, and the same answer twice.</summary>
internal static class SymbolCheck
{
    private const int MaxNameLength = 64 * 1024;
    private static readonly ulong[] Addresses = [0, 1, 0xf10, 0x1000, 0x1008, 0x1010, 0x401000, 0x7f08, 0xffffffff81000050, 0xffffffffc0000040, ulong.MaxValue - 1, ulong.MaxValue];
    private static readonly long[] Times = [long.MinValue, 0, 120, 160, 200, long.MaxValue - 1];

    /// <summary>Reads an input as an ELF file.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void RunElf(byte[] input)
    {
        using SymbolFile file = SymbolFile.Of(input, "fuzz");
        if (ElfImage.TryRead(file, out _) is not ElfImage image)
        {
            return;
        }

        Require(image.BuildId.Length <= 128, "a build id is too long");
        _ = DebugLink.Of(image);
        using ElfTable? table = ElfTable.Create(image, image.HasSymbolTable ? image : null);
        if (table is not null)
        {
            Ask(table);
        }
    }

    /// <summary>Reads an input as the kernel's list of symbols.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void RunKallsyms(byte[] input)
    {
        Kallsyms symbols = Kallsyms.Read(input);
        Require(symbols.HasSymbols || symbols.IsRestricted, "a list without symbols has addresses");
        _ = symbols.TryFindAddress("_text"u8, out ulong text);
        Ask(new KallsymsTable(symbols, text));
    }

    /// <summary>Reads an input as a runtime's dump.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void RunJitDump(byte[] input)
    {
        using SymbolFile file = SymbolFile.Of(input, "fuzz");
        if (JitDump.TryRead(file, "/tmp/jit-1.dump", ignoresTime: false) is JitDump dump)
        {
            Ask(dump);
        }
    }

    /// <summary>Reads an input as a runtime's map.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void RunPerfMap(byte[] input) => Ask(PerfMap.Read(input));

    private static void Ask(ISymbolTable table)
    {
        Demangler demangler = new();
        foreach (ulong address in Addresses)
        {
            foreach (long time in Times)
            {
                SymbolMatch match = table.Find(address, time);
                byte[] name = match.Name.ToArray();
                Require(name.Length <= MaxNameLength, "a name is too long");
                Require(match.From <= time && time < match.Until, "an answer does not hold for the time that was asked for");
                demangler.TryDemangle(name, out _);
                RequireSame(name, table.Find(address, time).Name, "names of an address");
            }
        }
    }
}
