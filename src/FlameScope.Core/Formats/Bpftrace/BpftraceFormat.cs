using FlameScope.Formats.Bpftrace;
using FlameScope.Formats.Linux;
using FlameScope.Formats.Text;

namespace FlameScope.Formats;

/// <summary>
/// What bpftrace prints of stacks, in two shapes: maps that count them (<c>@[comm, pid, ustack] = count()</c>), which have no times, and a line
/// per sample with <c>nsecs</c> before its stack.
/// </summary>
public sealed class BpftraceFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "bpftrace";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".bpftrace"];

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        if (head.Bytes.Contains((byte)0))
        {
            return FormatMatch.None;
        }

        bool isNamed = false;
        ReadOnlyMemory<byte> before = default;
        foreach (ReadOnlyMemory<byte> memory in TextLines.Of(head.Bytes.ToArray(), withUnterminated: false))
        {
            ReadOnlySpan<byte> line = memory.Span;
            if (line.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (BpftraceFrames.IsFrame(line) && !before.IsEmpty)
            {
                return IsFirstOfStack(before.Span, line) ? FormatMatch.Sure : isNamed ? FormatMatch.Maybe : FormatMatch.None;
            }

            isNamed |= line.StartsWith("Attaching "u8) && line.IndexOf(" probe"u8) > 0;
            before = memory;
        }

        return isNamed ? FormatMatch.Sure : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        await new BpftraceLines(builder, context).ReadAsync(source.AsPipe(), cancellationToken).ConfigureAwait(false);
        if (builder.TimeAxis == TimeAxis.None)
        {
            builder.Header = builder.Header with
            {
                TimelessAdvice = "Print each sample with its time: bpftrace -e 'profile:hz:99 { printf(\"%s %d %llu:\\n%s\\n\", comm, tid, nsecs, ustack); }'.",
            };
        }

        IdleLoop.Mark(builder);
    }

    private static bool IsFirstOfStack(ReadOnlySpan<byte> before, ReadOnlySpan<byte> frame) =>
        before is [(byte)'@', ..] ? before.Contains((byte)'[') && !before.EndsWith(":"u8)
            : BpftraceThread.TryParseHeader(before, out _, out _) && !frame.TrimStart(" \t"u8).StartsWith("ffff"u8);
}
