using System.Globalization;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Tests.Processes;

namespace FlameScope.Core.Tests.Symbols.Elf;

/// <summary>Real files against <c>nm</c>, where it is installed.</summary>
public sealed class ElfOracleTests
{
    [Fact]
    public async Task Functions_of_the_runtime_are_where_nm_has_them()
    {
        string library = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libcoreclr.so");
        Assert.SkipUnless(File.Exists("/usr/bin/nm") && File.Exists(library), "there is no nm, or no ELF file of the runtime");
        ProgramRun run = await ProgramRun.RunAsync("/usr/bin/nm", ["-D", "--defined-only", "-S", library], Path.GetTempPath());
        ElfImage image = ElfImage.TryRead(SymbolFile.TryOpen(library)!, out _)!;
        using ElfTable table = ElfTable.Create(image, null)!;
        ElfSegment code = Array.Find(image.Segments, segment => segment is { Type: ElfSegment.Load, IsExecutable: true });
        ILookup<ulong, string> expected = run.Output.Split('\n').Select(line => line.Split(' ')).Where(fields => fields is [_, _, "T" or "t" or "W" or "i", _])
            .ToLookup(fields => ulong.Parse(fields[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields => fields[3].Split('@')[0]);

        Assert.NotEmpty(expected);
        foreach (IGrouping<ulong, string> names in expected)
        {
            Assert.Contains(ElfTableTests.NameAt(table, names.Key - code.Address + code.Offset), names);
        }
    }
}
