using FlameScope.Formats;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols;
using FlameScope.Tests.Processes;

namespace FlameScope.Core.Tests.Symbols.Search;

/// <summary>A folder of symbols for a test, and what a load finds there.</summary>
internal sealed class SymbolRoot : IDisposable
{
    public const string BuildId = "ab0123456789abcdef0123456789abcdef012345";
    public const string OtherId = "cd0123456789abcdef0123456789abcdef012345";

    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public static ElfWriter Program { get; } = new() { BuildId = BuildId, Symbols = [new("main", 0x1000, 0x100)] };

    /// <summary>A program whose one function tells which file it came from.</summary>
    public static byte[] Named(string name, string buildId = BuildId) => (Program with { BuildId = buildId, Symbols = [new(name, 0x1000, 0x100)] }).Write();

    public SymbolRoot Add(string path, byte[] content)
    {
        string place = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        File.WriteAllBytes(place, content);
        return this;
    }

    public SymbolRoot Link(string path, string target)
    {
        string place = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        File.CreateSymbolicLink(place, target);
        return this;
    }

    public RecordingSymbols Open() => Open(Path);

    public static RecordingSymbols Open(params string[] roots) => new(new SymbolOptions { Roots = roots, OpenRecordedFiles = false }, isFile: true);

    /// <summary>The name at the first function's place; or the reason why there is none.</summary>
    public string NameOf(string path, string buildId = BuildId)
    {
        using RecordingSymbols symbols = Open();
        return NameOf(symbols, path, buildId);
    }

    public static string NameOf(RecordingSymbols symbols, string path, string buildId = BuildId)
    {
        FlameScope.Symbols.Modules.ModuleSymbols found = symbols.Of(new SymbolModule { Path = path, Kind = SymbolModuleKind.File, BuildId = buildId });
        string name = System.Text.Encoding.UTF8.GetString(found.Find(0x1010, 0).Name);
        return name.Length > 0 ? name : found.Note?.Text ?? "";
    }

    public void Dispose() => _folder.Dispose();
}
