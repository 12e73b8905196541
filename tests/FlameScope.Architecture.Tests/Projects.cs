using FlameScope.Architecture.Tests.Rooms;

namespace FlameScope.Architecture.Tests;

/// <summary>Who may know whom. This table is the picture of docs/architecture.md.</summary>
internal static class Projects
{
    public static Project Core { get; } = new()
    {
        Name = "FlameScope.Core",
        Projects = [],
        Packages = ["CommunityToolkit.HighPerformance", "Microsoft.Extensions.ObjectPool", "System.IO.Pipelines", "ZstdSharp.Port"],
        Rooms =
        [
            new("Columns"),
            new("Statistics"),
            new("Samples", "Columns"),
            new("Filters", "Samples", "Columns"),
            new("HeatMaps", "Filters", "Samples", "Columns", "Statistics"),
            new("Flames", "Filters", "Samples", "Columns", "Statistics"),
            new("Charts", "Flames", "Filters", "Samples", "Statistics"),
            new("Perturbations/PerturbationOptions.cs", "Filters"),
            new("Perturbations/Features", "Flames", "Filters", "Samples", "Columns", "Statistics"),
            new("Perturbations/Scanning", "Perturbations/Features", "Perturbations/PerturbationOptions.cs", "Samples", "Statistics"),
            new("Perturbations/Rhythms", "Perturbations/Scanning", "Perturbations/Features", "Samples", "Statistics"),
            new("Perturbations/Explaining", "Perturbations", "Perturbations/*", "Perturbations/PerturbationOptions.cs", "Flames", "Filters", "Samples", "Statistics"),
            new("Perturbations", "Perturbations/*", "Perturbations/PerturbationOptions.cs", "Flames", "Filters", "Samples"),
            new("Live", "Loading", "Loading/ProfileFormats.cs", "Loading/Compression.cs", "Formats", "Symbols", "Samples", "Columns"),
            new("Summaries", "Filters", "Samples", "Columns", "Statistics"),
            new("Formats", "Symbols", "Samples", "Columns"),
            new("Formats/Intervals", "Formats", "Samples", "Columns"),
            new("Formats/Json", "Formats", "Samples"),
            new("Formats/*", "Formats", "Formats/Intervals", "Formats/Json", "Symbols", "Samples", "Columns"),
            new("Formats/V8", "Formats", "Formats/Json", "Samples", "Columns"),
            new("Formats/CpuProfile", "Formats", "Formats/Json", "Formats/V8", "Samples"),
            new("Formats/TraceEvents", "Formats", "Formats/Intervals", "Formats/Json", "Formats/V8", "Samples", "Columns"),
            new("Formats/DotNet"),
            new("Formats/NetTrace", "Formats", "Formats/DotNet", "Symbols", "Samples", "Columns"),
            new("Formats/Speedscope", "Formats", "Formats/DotNet", "Formats/Json", "Formats/Intervals", "Formats/Linux", "Samples", "Columns"),
            new("Formats/Firefox", "Formats", "Formats/Json", "Samples", "Columns"),
            new("Formats/Text", "Formats", "Samples"),
            new("Formats/Folded", "Formats", "Formats/Text", "Formats/Linux", "Samples", "Columns"),
            new("Formats/Bpftrace", "Formats", "Formats/Text", "Formats/Linux", "Samples", "Columns"),
            new("Formats/PerfScript", "Formats", "Formats/Linux", "Formats/PerfScript/Tokenizer", "Symbols", "Samples", "Columns"),
            new("Formats/PerfScript/Tokenizer"),
            new("Formats/PerfData", "Formats", "Formats/Linux", "Symbols", "Samples", "Columns"),
            new("Loading", "Loading/ProfileFormats.cs", "Loading/ForeignInput.cs", "Loading/Compression.cs", "Formats", "Symbols", "Samples", "Columns"),
            new("Loading/RecordingPack.cs", "Loading", "Formats", "Formats/PerfData", "Symbols", "Samples"),
            new("Loading/ForeignInput.cs", "Formats/Linux"),
            new("Loading/ProfileFormats.cs", "Loading", "Formats", "Formats/*"),
            new("Loading/Compression.cs"),
            new("Symbols", "Loading/Compression.cs", "Samples", "Columns"),
            new("Export", "Charts", "HeatMaps", "Flames", "Perturbations", "Summaries", "Filters", "Samples"),
            new("Export/Speedscope", "Export", "Export/Text", "Charts", "Export/Json", "HeatMaps", "Flames", "Perturbations", "Summaries", "Filters", "Samples"),
            new("Export/Registry", "Export", "Export/*", "Charts", "HeatMaps", "Flames", "Filters"),
            new("Export/*", "Export", "Export/Text", "Charts", "HeatMaps", "Flames", "Perturbations", "Summaries", "Filters", "Samples"),
        ],
        KnownViolations = [],
    };

    public static Project Protobuf { get; } = new()
    {
        Name = "FlameScope.Formats.Protobuf",
        Projects = ["FlameScope.Core"],
        Packages = ["Google.Protobuf"],
        Rooms =
        [
            new("Wire"),
            new("Tables", "Wire"),
            new("Pprof", "Tables", "Wire"),
            new("Otlp", "Tables", "Wire"),
            new("NflxProfile", "Tables", "Wire"),
            new("Export"),
            new("", Room.Everything),
        ],
        KnownViolations = [],
    };

    public static Project Report { get; } = new()
    {
        Name = "FlameScope.Report",
        Projects = ["FlameScope.Core"],
        Packages = [],
        Rooms =
        [
            new("PageResource.cs"),
            new("ReportedFile.cs"),
            new("HtmlReportOptions.cs", "ReportedFile.cs"),
            new("Packing", "HtmlReportOptions.cs", "ReportedFile.cs"),
            new("Document", "Packing", "PageResource.cs", "ReportedFile.cs"),
            new("", Room.Everything),
        ],
        KnownViolations = [],
    };

    public static Project AspNetCore { get; } = new()
    {
        Name = "FlameScope.AspNetCore",
        Projects = ["FlameScope.Core", "FlameScope.Formats.Protobuf", "FlameScope.Report"],
        Packages = ["Microsoft.AspNetCore.OpenApi", "ZstdSharp.Port"],
        Rooms =
        [
            new("FlameScopeOptions.cs"),
            new("Catalog", "FlameScopeOptions.cs"),
            new("Cache", "Catalog", "FlameScopeOptions.cs"),
            new("Recordings", "Catalog", "FlameScopeOptions.cs"),
            new("Api", "Recordings", "Cache", "Catalog", "FlameScopeOptions.cs"),
            new("Compatibility", "Api", "Cache", "Catalog", "FlameScopeOptions.cs"),
            new("Explorer", "Api", "Catalog"),
            new("", Room.Everything),
        ],
        KnownViolations = [],
    };

    public static Project EventPipe { get; } = new()
    {
        Name = "FlameScope.EventPipe",
        Projects = ["FlameScope.Core"],
        Packages = ["Microsoft.Diagnostics.NETCore.Client", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        Rooms = [new("", Room.Everything)],
        KnownViolations = [],
    };

    public static Project Tool { get; } = new()
    {
        Name = "FlameScope.Tool",
        Assembly = "flamescope",
        Projects = ["FlameScope.AspNetCore", "FlameScope.Core", "FlameScope.EventPipe", "FlameScope.Formats.Protobuf", "FlameScope.Report"],
        Packages = ["ModelContextProtocol.Core", "Spectre.Console", "System.CommandLine"],
        Rooms =
        [
            new("Cli") { OfOtherProjects = ["FlameScope.Core/Filters", "FlameScope.Core/Samples", "FlameScope.Core/Loading"] },
            new("Rendering", "Cli") { OfOtherProjects = ["FlameScope.Core"] },
            new("Commands", "Commands/Mcp", "Commands/Serve", "Commands/Record/DotNetRecording.cs", "Commands/Options/InputOptions.cs", "Commands/Options/SymbolWords.cs", "Rendering", "Cli") { OfOtherProjects = ["FlameScope.Core", "FlameScope.Formats.Protobuf", "FlameScope.Report"] },
            new("Commands/Mcp", "Commands/Serve", "Commands/Options/SymbolWords.cs", "Rendering", "Cli") { OfOtherProjects = ["FlameScope.Core/Filters", "FlameScope.Core/Samples"] },
            new("Commands/Serve", "Commands/Options/InputOptions.cs", "Commands/Options/SymbolWords.cs", "Cli"),
            new("Commands/Record/DotNetRecording.cs", "Commands", "Cli") { OfOtherProjects = ["FlameScope.EventPipe", "FlameScope.Core/Live"] },
            new("Commands/Options/InputOptions.cs", "Commands", "Commands/Options/SymbolWords.cs", "Rendering", "Cli") { OfOtherProjects = ["FlameScope.Core"] },
            new("Commands/Options/SymbolWords.cs", "Cli") { OfOtherProjects = ["FlameScope.Core/Symbols"] },
            new("", "Commands"),
        ],
        KnownViolations = [],
    };

    public static IReadOnlyList<Project> All { get; } = [Core, Protobuf, Report, AspNetCore, EventPipe, Tool];
}
