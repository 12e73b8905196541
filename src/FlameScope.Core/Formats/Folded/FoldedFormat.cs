using System.Buffers;
using System.IO.Pipelines;
using FlameScope.Formats.Folded;
using FlameScope.Formats.Linux;

namespace FlameScope.Formats;

/// <summary>Folded stacks, a line a stack: <c>main;run;leaf 12</c>, as flamegraph.pl, inferno and async-profiler read and write them.</summary>
/// <remarks>
/// They have no times, so that only the flame graph of the whole works. Each line is one sample whose value is its count. The first name is the
/// command where all of them can be (stackcollapse writes it first), with <c>-pid</c> or <c>-pid/tid</c> after it; names may end in their kind:
/// <c>_[k]</c>, <c>_[j]</c>, <c>_[i]</c>.
/// </remarks>
public sealed class FoldedFormat : IProfileFormat
{
    private const double WantedShare = 0.75;

    /// <inheritdoc/>
    public string Name => "folded stacks";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".folded", ".collapsed"];

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public TimeAxis? TimeAxis => FlameScope.TimeAxis.None;

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        if (head.Bytes.Contains((byte)0) || head.Bytes.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] || head.Bytes.IndexOf((byte)' ') < 0)
        {
            return FormatMatch.None;
        }

        FoldedHead lines = FoldedHead.Of(head.Bytes.ToArray());
        return lines.Fitting < WantedShare * (lines.Fitting + lines.Unfitting) || lines.Fitting == 0 ? FormatMatch.None
            : lines.Separators > 0 && lines.Fitting > 1 ? FormatMatch.Sure
            : lines.Separators > 0 && head.Bytes.Contains((byte)'\n') ? FormatMatch.Maybe
            : IsNamedSo(head.FileName) ? FormatMatch.Maybe
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        PipeReader input = source.AsPipe();
        ReadResult first = await input.ReadAtLeastAsync(ProfileHead.MaxLength, cancellationToken).ConfigureAwait(false);
        byte[] bytes = first.Buffer.Slice(0, Math.Min(first.Buffer.Length, ProfileHead.MaxLength)).ToArray();
        input.AdvanceTo(first.Buffer.Start);
        FoldedHead head = FoldedHead.Of(bytes);
        if (head.IsDifferential)
        {
            throw new ProfileFormatException(
                "The input is differential folded stacks, with two counts a line (difffolded.pl writes them), which are no recording. "
                + "Give the two recordings that they were made from: flamescope diff BASELINE EXAMINED.");
        }

        builder.TimeAxis = FlameScope.TimeAxis.None;
        builder.Header = builder.Header with { TimelessAdvice = "Folded stacks keep no times: give the recording that they were made from." };
        await new FoldedLines(builder, context, head.HasCommands).ReadAsync(input, cancellationToken).ConfigureAwait(false);
        IdleLoop.Mark(builder);
    }

    // One line may be an event of perf; one that may be cut, or stacks of one frame each, may be anything.
    private static bool IsNamedSo(string? name) => name is not null
        && (name.Contains(".folded", StringComparison.OrdinalIgnoreCase) || name.Contains(".collapsed", StringComparison.OrdinalIgnoreCase));
}
