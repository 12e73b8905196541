using System.Buffers;
using System.IO.Pipelines;
using FlameScope.Formats.Linux;
using FlameScope.Formats.PerfScript;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats;

/// <summary>The text that <c>perf script</c> prints, whatever fields it was asked for.</summary>
public sealed class PerfScriptFormat : IProfileFormat
{
    private readonly PerfScriptOptions _options;

    /// <summary>Creates the format with the default options.</summary>
    public PerfScriptFormat()
        : this(new PerfScriptOptions())
    {
    }

    /// <summary>Creates the format.</summary>
    /// <param name="options">What is known of the texts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the options is out of range.</exception>
    public PerfScriptFormat(PerfScriptOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxLineBytes, 1024, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxLineBytes, 1024 * 1024 * 1024, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxStackDepth, 1, nameof(options));
    }

    /// <inheritdoc/>
    public string Name => "perf script";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".perf", ".txt"];

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => PerfScriptSniffer.Match(head.Bytes);

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        IdleLoop idle = new(builder);
        ThreadSwitches switches = source.TryOpenRandomAccess(out SafeFileHandle? file, out long length)
            ? FileParts.Read(file, length, builder, context, _options, cancellationToken)
            : await ReadAsync(source.AsPipe(), builder, context, idle, cancellationToken).ConfigureAwait(false);
        RecogniseDeltas(builder);
        AdviseOnTime(builder);
        switches.Complete(builder, context);
        idle.Mark();
    }

    private async ValueTask<ThreadSwitches> ReadAsync(
        PipeReader input, SampleStoreBuilder builder, LoadContext context, IdleLoop idle, CancellationToken cancellationToken)
    {
        using TextParser parser = new(builder, context, _options);
        context.Completing = () =>
        {
            parser.ReportSoFar();
            parser.Switches.Advance(builder, context.ReorderWindow);
            idle.Mark();
        };
        await PipeSegments.ReadAsync(input, segment => Feed(parser, segment), cancellationToken).ConfigureAwait(false);
        parser.Complete();
        return parser.Switches;
    }

    private static void Feed(TextParser parser, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int count = Math.Min(text.Length, parser.FreeSpace.Length);
            text[..count].CopyTo(parser.FreeSpace.Span);
            parser.Advance(count);
            text = text[count..];
        }
    }

    // Deltas start at 0 and go up and down all the time; a clock, even one printed CPU by CPU, hardly ever goes back.
    private static void RecogniseDeltas(SampleStoreBuilder builder)
    {
        if (builder.TimeAxis == TimeAxis.Clock && builder.FirstTime == 0 && builder.BackwardSteps > builder.AddedCount / 10)
        {
            builder.TimeAxis = TimeAxis.Deltas;
        }
    }

    private static void AdviseOnTime(SampleStoreBuilder builder) => builder.Header = builder.TimeAxis switch
    {
        TimeAxis.None => builder.Header with { TimelessAdvice = "Print the time as well: perf script -F +time." },
        TimeAxis.Deltas => builder.Header with { TimelessAdvice = "Print it without --deltatime." },
        _ => builder.Header,
    };
}
