using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of a difference.</summary>
internal sealed record DiffRequest
{
    /// <summary>The recording to compare with the first; <see langword="null"/> where both slices are of one.</summary>
    public string? ExaminedFile { get; init; }

    /// <summary>The slice to compare with.</summary>
    public required Slice Baseline { get; init; }

    public required FlameDiffMode Mode { get; init; }

    /// <summary>Whether what only the baseline has is asked for.</summary>
    public required bool IsElided { get; init; }

    /// <summary>Whether the text is sorted by what functions ran themselves.</summary>
    public required bool BySelf { get; init; }

    /// <summary>The most rows of the text.</summary>
    public required int Limit { get; init; }

    public required FlameTreeOptions Flame { get; init; }

    /// <summary>How large a change of a share in points makes the command fail; <see langword="null"/> for none.</summary>
    public double? FailOn { get; init; }

    /// <summary>Whether a slice is compared with everything else in its recording.</summary>
    public bool ComparesWithRest => ExaminedFile is null && Baseline.IsWhole;

    /// <exception cref="UsageException">There is nothing to compare, or no such format of it.</exception>
    public void Check(ViewRequest request, string[] diffFormats, string[] treeFormats)
    {
        if (ExaminedFile is "")
        {
            throw new UsageException("EXAMINED cannot be empty.");
        }

        if (ExaminedFile is null && request.Slice.IsWhole)
        {
            throw new UsageException(
                "There is nothing to compare: name the slice to look at with --from and --to (and --base-from, --base-to), or a second recording.");
        }

        string[] formats = IsElided ? treeFormats : diffFormats;
        if (!formats.Contains(request.Format))
        {
            throw new UsageException($"{(IsElided ? "--elided has" : "A difference has")} the formats {string.Join(", ", formats)}.");
        }

        // What is narrow on one side only would look new or gone.
        if (Flame.MinShare > 0)
        {
            throw new UsageException("--min-share is for flame graphs: a difference needs the narrow frames of both sides.");
        }

        if (Flame.IsInverted && request.Format is ViewOutput.Text or "csv" && !IsElided)
        {
            throw new UsageException("--invert is for flame graphs; the list of functions is the same, whoever called them.");
        }

        if (FailOn is not null && (Mode != FlameDiffMode.Share || IsElided))
        {
            throw new UsageException("--fail-on compares shares: it goes with --mode share, and not with --elided.");
        }

        request.Output.ThrowIfInput(request.Input);
        if (ExaminedFile is not null)
        {
            OutputTarget.ThrowIfInput(request.Output.File, ExaminedFile);
            if (ExaminedFile == "-" && request.Input.File == "-")
            {
                throw new UsageException("Only one of both recordings can be standard input.");
            }
        }
    }

    /// <summary>Whether a function's share changed by as much as makes the command fail.</summary>
    public bool IsFailedBy(FlameDiff diff) =>
        FailOn is double points && diff.Frames().Any(row => row.IsSignificant && Math.Round(100 * Math.Abs(row.TotalDelta), 9) >= points);

    /// <summary>The baseline in words.</summary>
    public string BaselineCaption(ViewRequest request) =>
        $"{NameOf(request.Input.File)}{(ComparesWithRest ? "the rest of the recording" : Baseline.ToString())}{request.Filter.Caption}";

    /// <summary>What is compared with it, in words.</summary>
    public string ExaminedCaption(ViewRequest request) => $"{NameOf(ExaminedFile)}{request.Caption}";

    private string NameOf(string? file) => ExaminedFile is null ? "" : $"{PlainText.Of(Path.GetFileName(file) ?? "")} · ";
}
