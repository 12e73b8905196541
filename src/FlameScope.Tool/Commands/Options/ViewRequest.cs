using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of a view, before the recording is known.</summary>
internal sealed record ViewRequest
{
    /// <summary>The recording's path; <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    public required Slice Slice { get; init; }

    public required FilterRequest Filter { get; init; }

    public required SampleWeight? Weight { get; init; }

    public required string Format { get; init; }

    /// <summary>The file to write; <see langword="null"/> for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>How drawings look.</summary>
    public ExportOptions Drawing { get; init; } = new() { DiffWidth = FlameDiffWidth.Both };

    /// <summary>The exporter of a view in the format that was asked for, which the view has.</summary>
    public IProfileExporter<T> Exporter<T>() => ExportFormats.Default.Find<T>(Format)!.Create(Drawing);

    /// <summary>The slice and the filter in words.</summary>
    public string Caption => $"{Slice}{Filter.Caption}";
}
