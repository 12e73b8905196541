using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>The formats that views are exported in.</summary>
internal static class KnownExports
{
    public static ExportFormats All { get; } = ExportFormats.Default.AddProtobuf().AddReport();
}
