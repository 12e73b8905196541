using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>Reads the parts of a recording: its head, events, records and features, and the files beside it.</summary>
/// <param name="recording">What is read.</param>
/// <param name="openSibling">Opens a file beside it by name; asked for them in the order of their numbers.</param>
/// <param name="context">The account of the load.</param>
internal sealed class RecordingReader(Recording recording, Func<string, CancellationToken, ValueTask<Stream?>> openSibling, LoadContext context)
{
    // perf writes events and ids first; more than this in front of the records is none of its files.
    private const long MaxPrefix = 64 * 1024 * 1024;
    private const int MaxSiblings = 8192;
    private const int MinSamplesToReserve = 256;

    // A file may pretend to be long; columns of more samples grow as they come.
    private const int MaxReserved = 4_000_000;
    private const double SpareSamples = 1.05;
    private const int MaxFeature = 256 * 1024 * 1024;

    private byte[] _prefix = [];

    /// <exception cref="ProfileFormatException">It is a recording of a kind that is not read, or has no head.</exception>
    public async ValueTask ReadAsync(InputWindow input, CancellationToken cancellationToken)
    {
        if (!await input.EnsureAsync(FileHeader.PipeSize, cancellationToken).ConfigureAwait(false))
        {
            throw new ProfileFormatException($"The perf.data file ends after {input.Window.Length} bytes, inside its head. Copy it once more, or record anew.");
        }

        ThrowIfForeign(input.Window);
        if (BinaryPrimitives.ReadUInt64LittleEndian(input.Window[8..]) == FileHeader.PipeSize)
        {
            recording.IsPipe = true;
            input.Advance(FileHeader.PipeSize);
            await ReadRecordsAsync(input, long.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadFileAsync(input, cancellationToken).ConfigureAwait(false);
        }

        await input.SkipAsync(long.MaxValue, cancellationToken).ConfigureAwait(false);
        context.BytesRead += input.Offset;
        if (recording.Features.IsDirectory)
        {
            await ReadSiblingsAsync(cancellationToken).ConfigureAwait(false);
        }

        recording.Samples.Complete();
    }

    private async ValueTask ReadFileAsync(InputWindow input, CancellationToken cancellationToken)
    {
        if (!await input.EnsureAsync(FileHeader.Size, cancellationToken).ConfigureAwait(false))
        {
            throw new ProfileFormatException($"The perf.data file ends after {input.Window.Length} bytes, inside its head. Copy it once more, or record anew.");
        }

        FileHeader header = FileHeader.Parse(input.Window);
        if (header.Data.Offset is < FileHeader.Size or > MaxPrefix)
        {
            throw new ProfileFormatException($"The perf.data file says that its records begin at byte {header.Data.Offset}: its head is damaged.");
        }

        await input.EnsureAsync((int)header.Data.Offset, cancellationToken).ConfigureAwait(false);
        _prefix = input.Window[..(int)Math.Min((long)header.Data.Offset, input.Window.Length)].ToArray();
        ReadEvents(header);
        input.Advance(_prefix.Length);

        // A recording that was killed has no size, and no features.
        bool isWhole = header.Data.Size > 0 && header.Data.Size <= long.MaxValue - header.Data.Offset;
        long end = isWhole ? (long)(header.Data.Offset + header.Data.Size) : long.MaxValue;
        await ReadRecordsAsync(input, end, cancellationToken).ConfigureAwait(false);
        if (!isWhole)
        {
            context.MarkTruncated(new LoadDiagnostic(
                0, 48, HexText.Of(_prefix.AsSpan(48, 8)), "the size of the recording: perf record was killed before it wrote it, and all records up to the file's end were read"));
        }
        else if (await input.SkipAsync(end - input.Offset, cancellationToken).ConfigureAwait(false))
        {
            await ReadFeaturesAsync(input, header.FeatureBits, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.IsTruncated = true;
        }
    }

    private void ReadEvents(FileHeader header)
    {
        ulong size = header.AttributeSize;
        ReadOnlySpan<byte> entries = PrefixPart(header.Attributes.Offset, header.Attributes.Size);
        if (size < EventAttribute.MinSize + 16 || entries.Length < (int)Math.Min(size, int.MaxValue))
        {
            throw new ProfileFormatException(
                $"The perf.data file has no description of its events: {header.Attributes.Size} bytes at {header.Attributes.Offset}, {size} bytes each. Its head is damaged.");
        }

        for (; entries.Length >= (int)size; entries = entries[(int)size..])
        {
            ReadOnlySpan<byte> ids = entries[((int)size - 16)..];
            recording.Events.Add(
                EventAttribute.Parse(entries[..((int)size - 16)]),
                PrefixPart(BinaryPrimitives.ReadUInt64LittleEndian(ids), BinaryPrimitives.ReadUInt64LittleEndian(ids[8..])));
        }
    }

    // What goes beyond the bytes before the records is not believed.
    private ReadOnlySpan<byte> PrefixPart(ulong offset, ulong size) =>
        offset > (ulong)_prefix.Length ? [] : _prefix.AsSpan((int)offset, (int)Math.Min(size, (ulong)_prefix.Length - offset));

    private async ValueTask ReadRecordsAsync(InputWindow input, long end, CancellationToken cancellationToken)
    {
        RecordReader records = new(recording.Events, recording.Features, recording.Samples, recording.SideBand, recording.Switches, context);
        long start = input.Offset;
        bool isReserved = false;
        while (true)
        {
            int consumed = records.Read(Part(input, end), input.Offset);
            input.Advance(consumed);
            recording.ThrowIfOverLimits();
            if (!isReserved && input.Length is long length && recording.Samples.Count > MinSamplesToReserve)
            {
                Reserve(Math.Min(end, length) - start, input.Offset - start);
                isReserved = true;
            }

            if (records.IsDamaged)
            {
                await PassDamageAsync(records, input, end, cancellationToken).ConfigureAwait(false);
                if (!records.IsEnded)
                {
                    continue;
                }
            }

            if (records.Attached > 0)
            {
                await input.SkipAsync(Math.Min(records.Attached, end - input.Offset), cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (records.IsEnded || input.Offset + records.Needed > end || !await input.FillAsync(records.Needed, cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        records.Complete(Part(input, end), input.Offset);
    }

    private static async ValueTask PassDamageAsync(RecordReader records, InputWindow input, long end, CancellationToken cancellationToken)
    {
        long offset = input.Offset;
        byte[] first = Part(input, end)[..RecordReader.HeadSize].ToArray();
        input.Advance(RecordReader.HeadSize);
        for (bool isEnd = false; ;)
        {
            bool isFound = RecordSearch.TryFind(Part(input, end), isEnd, out int passed);
            input.Advance(passed);
            if (isFound)
            {
                records.PassDamage(first, offset, input.Offset - offset);
                return;
            }

            if (isEnd)
            {
                records.EndAtDamage(first, offset);
                return;
            }

            isEnd = input.Offset + input.Window.Length >= end || !await input.FillAsync(RecordSearch.Reach + RecordReader.HeadSize, cancellationToken).ConfigureAwait(false);
        }
    }

    // Samples go on about as they begin. What is compressed, or lies in other files, only makes more of them.
    private void Reserve(long all, long read)
    {
        double share = (double)all / Math.Max(1, read);
        recording.Samples.Reserve((int)Math.Min(recording.Samples.Count * share * SpareSamples, MaxReserved));
    }

    private static ReadOnlySpan<byte> Part(InputWindow input, long end) =>
        input.Window.Length > end - input.Offset ? input.Window[..(int)(end - input.Offset)] : input.Window;

    private async ValueTask ReadFeaturesAsync(InputWindow input, IReadOnlyList<ulong> bits, CancellationToken cancellationToken)
    {
        if (!await input.EnsureAsync(bits.Count * 16, cancellationToken).ConfigureAwait(false))
        {
            AddMissingFeatures(input);
            return;
        }

        List<(ulong Bit, ulong Offset, ulong Size)> sections = [];
        for (int i = 0; i < bits.Count; i++)
        {
            ReadOnlySpan<byte> place = input.Window[(i * 16)..];
            sections.Add((bits[i], BinaryPrimitives.ReadUInt64LittleEndian(place), BinaryPrimitives.ReadUInt64LittleEndian(place[8..])));
        }

        input.Advance(bits.Count * 16);
        foreach ((ulong bit, ulong offset, ulong size) in sections.OrderBy(section => section.Offset))
        {
            if (size > MaxFeature || offset < (ulong)input.Offset || offset > long.MaxValue)
            {
                // Nothing to be read of: a feature that is only a flag, or one whose place is damaged.
                recording.Features.Read(bit, []);
                continue;
            }

            if (!await input.SkipAsync((long)offset - input.Offset, cancellationToken).ConfigureAwait(false)
                || !await input.EnsureAsync((int)size, cancellationToken).ConfigureAwait(false))
            {
                AddMissingFeatures(input);
                return;
            }

            recording.Features.Read(bit, input.Window[..(int)size]);
            input.Advance((int)size);
        }
    }

    private void AddMissingFeatures(InputWindow input) => context.MarkTruncated(new LoadDiagnostic(
        0, input.Offset, HexText.Of(input.Window), "the rest of what perf writes after the records: names of events, build ids, the machine"));

    private async ValueTask ReadSiblingsAsync(CancellationToken cancellationToken)
    {
        int files = 0;
        for (int part = 0; part < Math.Clamp(recording.Features.MaxCpuCount, 1, MaxSiblings) || part == files; part++)
        {
            // One file a thread of perf, which may have had nothing to write.
            Stream? file = await openSibling(FormattableString.Invariant($"data.{part}"), cancellationToken).ConfigureAwait(false);
            if (file is not null)
            {
                files = part + 1;
                await using (file.ConfigureAwait(false))
                {
                    StreamWindow input = new(file);
                    await ReadRecordsAsync(input, long.MaxValue, cancellationToken).ConfigureAwait(false);
                    context.BytesRead += input.Offset + input.Window.Length;
                }
            }
        }

        if (files == 0)
        {
            context.MarkTruncated(new LoadDiagnostic(
                0, 0, "data", "the files data.0, data.1 … beside it: the recording was made with perf record --threads; load its folder, where other files may be opened"));
        }
    }

    private static void ThrowIfForeign(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("2ELIFREP"u8))
        {
            throw new ProfileFormatException(
                "The perf.data file was recorded on a big-endian machine, whose recordings are not read. Print it there as text: perf script > FILE.txt");
        }

        if (!head.StartsWith(FileHeader.Magic))
        {
            throw new ProfileFormatException(
                "The perf.data file is of version 1, as perf wrote it before Linux 3.2, which is not read. Print it as text: perf script > FILE.txt");
        }
    }
}
