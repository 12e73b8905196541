using System.Buffers;
using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Loading;

namespace FlameScope.Live;

/// <summary>Reads the input of a window.</summary>
/// <param name="window">Where snapshots go.</param>
/// <param name="options">How it is read.</param>
/// <param name="clock">The time.</param>
internal sealed class LiveInput(LiveWindow window, LiveWindowOptions options, TimeProvider clock)
{
    // What perf script text is recognised by, with its layouts. Formats with a magic number need a few bytes only.
    private const int HeadBytes = 256 * 1024;
    private const int MinBinaryHead = 64;

    /// <summary>Reads an input to its end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        FilledPipe ahead = ReadAhead.Of(stream, cancellationToken);
        await using (ahead.ConfigureAwait(false))
        {
            Compression compression = Compressions.Recognize(
                await PipedInput.PeekAsync(ahead.Reader, Compressions.MagicLength, cancellationToken).ConfigureAwait(false));
            if (compression == Compression.None)
            {
                await ReadAsync(ahead.Reader, compression, null, cancellationToken).ConfigureAwait(false);
                return;
            }

            Decompression decompression = new(compression, ahead.Reader.AsStream(leaveOpen: true), options.Load.MaxDecompressedBytes);
            FilledPipe text = decompression.Start(cancellationToken);
            await using (text.ConfigureAwait(false))
            {
                await ReadAsync(text.Reader, compression, decompression, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(PipeReader input, Compression compression, Decompression? decompression, CancellationToken cancellationToken)
    {
        string compressionName = Compressions.NameOf(compression);
        byte[] head = await WaitForHeadAsync(input, compressionName, cancellationToken).ConfigureAwait(false);
        using WindowReading reading = new(options, compressionName);
        RestingReader resting = new(input, options.PublishInterval, clock, () => PublishNew(reading));
        try
        {
            await reading.ReadAsync(FormatOf(head), resting, cancellationToken).ConfigureAwait(false);
            decompression?.AddDamage(reading.Context);
        }
        catch
        {
            PublishNew(reading);
            throw;
        }

        LiveSnapshot last = reading.Take(window.Latest);
        window.Publish(last);
        if (last.Profile.Count == 0)
        {
            throw LoadedStore.Empty(last.Profile.Report);
        }
    }

    private void PublishNew(WindowReading reading)
    {
        if (reading.Complete())
        {
            window.Publish(reading.Take(window.Latest));
        }
    }

    /// <summary>
    /// Waits until there is enough to recognise the input by, exactly as where all of it is there. What has come by then is shown meanwhile, as if it were
    /// all: read anew each time, which is little.
    /// </summary>
    private async Task<byte[]> WaitForHeadAsync(PipeReader input, string compression, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> head = new();
        int shown = 0;
        RestingReader resting = new(input, options.PublishInterval, clock, () =>
        {
            if (head.WrittenCount > shown)
            {
                shown = head.WrittenCount;
                Show(head.WrittenMemory, compression);
            }
        });
        while (true)
        {
            ReadResult result = await resting.ReadAsync(cancellationToken).ConfigureAwait(false);
            head.Write(result.Buffer.Slice(head.WrittenCount).ToArray());
            if (result.IsCompleted || head.WrittenCount >= HeadBytes || IsKnown(head.WrittenSpan))
            {
                input.AdvanceTo(result.Buffer.Start);
                window.Trouble = null;
                return head.WrittenSpan[..Math.Min(head.WrittenCount, ProfileHead.MaxLength)].ToArray();
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    // Text may turn out to be something else with every line; what has bytes of zero and a magic number is what it is.
    private bool IsKnown(ReadOnlySpan<byte> head)
    {
        if (head.Length < MinBinaryHead || !head[..Math.Min(head.Length, ProfileHead.MaxLength)].Contains((byte)0))
        {
            return false;
        }

        foreach (IProfileFormat format in options.Load.Formats)
        {
            if (format.Match(new ProfileHead(head, null)) == FormatMatch.Sure)
            {
                return true;
            }
        }

        return head.Length >= ProfileHead.MaxLength;
    }

    private void Show(ReadOnlyMemory<byte> head, string compression)
    {
        // What is cut is not shown until it is whole.
        int end = head.Span.LastIndexOf("\n\n"u8) is var blank and >= 0 ? blank + 2 : head.Span.LastIndexOf((byte)'\n') + 1;
        if (head.Span.Contains((byte)0) || end == 0)
        {
            return;
        }

        ReadOnlyMemory<byte> whole = head[..end];
        using WindowReading reading = new(options, compression);
        try
        {
            // All of it is there: nothing is waited for.
            reading.ReadAsync(FormatOf(whole.Span), PipeReader.Create(new ReadOnlySequence<byte>(whole)), CancellationToken.None)
                .AsTask().GetAwaiter().GetResult();
            window.Trouble = null;
            PublishNew(reading);
        }
        catch (ProfileFormatException error)
        {
            window.Trouble = error.Message;
        }
    }

    private IProfileFormat FormatOf(ReadOnlySpan<byte> head) =>
        InputKind.FormatOf(new ProfileHead(head[..Math.Min(head.Length, ProfileHead.MaxLength)], null), options.Load);
}
