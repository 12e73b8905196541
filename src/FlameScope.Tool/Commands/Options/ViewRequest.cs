using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of a view, before the recording is known.</summary>
internal sealed record ViewRequest
{
    /// <summary>The recording, and how to read it.</summary>
    public required InputRequest Input { get; init; }

    public required Slice Slice { get; init; }

    public required FilterRequest Filter { get; init; }

    public required SampleWeight? Weight { get; init; }

    public required OutputRequest Output { get; init; }

    public string Format => Output.Format;

    /// <summary>The slice and the filter in words.</summary>
    public string Caption => $"{Slice}{Filter.Caption}";

    /// <summary>The samples that the view shows.</summary>
    /// <exception cref="ArgumentException">The slice ends before it starts, or lies outside the recording.</exception>
    /// <exception cref="InvalidOperationException">The recording has no clock, or not the one that the slice names.</exception>
    public ProfileSlice SliceOf(SampleStore store) => store.Slice(Slice.RangeIn(store)).Where(Filter.Samples).WeighedBy(Weight);

    /// <summary>The exporter of a view in the format that was asked for, which the view has.</summary>
    public IProfileExporter<T> Exporter<T>() => KnownFormats.Writers.Find<T>(Format)!.Create(Output.Drawing);
}
