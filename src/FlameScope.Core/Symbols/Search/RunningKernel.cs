using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Search;

/// <summary>The kernel of this machine.</summary>
internal static class RunningKernel
{
    public const string Path = "/proc/kallsyms";

    private const string Notes = "/sys/kernel/notes";

    /// <summary>Its build id as lower-case hexadecimal digits; empty where it does not tell.</summary>
    public static string BuildId() => ElfNotes.Find(Read(Notes)) ?? "";

    /// <summary>Its list of symbols; empty where there is none.</summary>
    public static byte[] Kallsyms() => Read(Path);

    private static byte[] Read(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.Exists(path) ? File.ReadAllBytes(path) : [];
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            return [];
        }
    }
}
