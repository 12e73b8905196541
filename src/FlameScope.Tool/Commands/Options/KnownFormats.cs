using FlameScope.Export;

namespace FlameScope.Tool.Commands;

/// <summary>The formats of all packages: what the command reads and writes.</summary>
internal static class KnownFormats
{
    public static ProfileFormats Readers { get; } = ProfileFormats.Default.AddProtobuf();

    public static ExportFormats Writers { get; } = ExportFormats.Default.AddProtobuf();
}
