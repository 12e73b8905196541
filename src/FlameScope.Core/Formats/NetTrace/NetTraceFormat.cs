using FlameScope.Formats.NetTrace;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats;

/// <summary>Traces of .NET's EventPipe (<c>.nettrace</c>, versions 4 to 6), as <c>dotnet-trace</c> and <c>dotnet-monitor</c> write them.</summary>
/// <remarks>
/// The runtime's sample profiler stops all managed threads, whether they run or not: its event kind shows wall-clock time. Samples of
/// threads that wait are marked so; those of threads in other native code end in the frame <c>native or waiting</c>.
/// </remarks>
public sealed class NetTraceFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "nettrace";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".nettrace"];

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => head.Bytes.StartsWith("Nettrace"u8) ? FormatMatch.Sure : FormatMatch.None;

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        int first = builder.SampleCount;
        bool isRead = false;
        try
        {
            await ParseAsync(source, builder, context, cancellationToken).ConfigureAwait(false);
            isRead = true;
        }
        finally
        {
            // Samples get their stacks at the end: without it they are none.
            if (!isRead)
            {
                builder.DropFrom(first);
            }
        }
    }

    private static async ValueTask ParseAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        bool isFile = source.TryOpenRandomAccess(out SafeFileHandle? file, out long length);
        TraceParser parser = new(builder, context) { Length = length };
        if (isFile)
        {
            Read(file!, parser, context, cancellationToken);
        }
        else
        {
            await PipeSegments.ReadAsync(source.AsPipe(), segment => Feed(parser, segment), cancellationToken).ConfigureAwait(false);
        }

        parser.Complete();
    }

    // A trace may still grow while it is read.
    private static void Read(SafeFileHandle file, TraceParser parser, LoadContext context, CancellationToken cancellationToken)
    {
        long offset = 0;
        while (RandomAccess.Read(file, parser.FreeSpace.Span, offset) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            offset += count;
            parser.Advance(count);
            context.ReportRead(count);
        }
    }

    private static void Feed(TraceParser parser, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> space = parser.FreeSpace.Span;
            int count = Math.Min(bytes.Length, space.Length);
            bytes[..count].CopyTo(space);
            parser.Advance(count);
            bytes = bytes[count..];
        }
    }
}
