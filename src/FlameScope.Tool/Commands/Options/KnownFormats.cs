using FlameScope.Export;

namespace FlameScope.Tool.Commands;

/// <summary>The formats of all packages: what the command reads and writes.</summary>
internal static class KnownFormats
{
    public static ProfileFormats Readers { get; } = ProfileFormats.Default.AddProtobuf();

    public static ExportFormats Writers { get; } = ExportFormats.Default.AddProtobuf().AddReport();

    /// <summary>The names of a view's formats, in the order of the registry.</summary>
    public static IEnumerable<string> NamesOf<T>() => Writers.Of<T>().Select(format => format.Name);
}
