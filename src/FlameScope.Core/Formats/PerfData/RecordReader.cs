using System.Buffers.Binary;
using FlameScope.Samples;

namespace FlameScope.Formats.PerfData;

/// <summary>Reads the records of a recording in the order of the file.</summary>
internal sealed class RecordReader
{
    public const int HeadSize = 8;

    private const string ExpectedRecord = "a record of at least 8 bytes and of a known kind";

    private readonly EventTable _events;
    private readonly LoadContext _context;
    private readonly KernelRecords _kernelRecords;
    private readonly PerfRecords _perfRecords;
    private readonly CompressedRecords _compressed;
    private readonly SampleLog _samples;
    private SampleLayout[] _layouts = [];

    public RecordReader(EventTable events, Features features, SampleLog samples, SideBandLog sideBand, SwitchPayloads switches, LoadContext context)
    {
        _events = events;
        _samples = samples;
        _context = context;
        _kernelRecords = new KernelRecords(events, samples, sideBand);
        _perfRecords = new PerfRecords(events, features);
        _compressed = new CompressedRecords(this, context);
        Switches = switches;
    }

    /// <summary>Bytes that the next record takes, as far as its head is known.</summary>
    public int Needed { get; private set; }

    /// <summary>Bytes that follow the last record and belong to it, but are no records.</summary>
    public long Attached { get; private set; }

    /// <summary>Whether the records ended before the input does.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether what comes next is no record, though others may follow.</summary>
    public bool IsDamaged { get; private set; }

    public SwitchPayloads Switches { get; }

    /// <summary>Reads all records that a piece of the input has whole.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="offset">Where in the input it begins.</param>
    /// <returns>How many bytes they take.</returns>
    public int Read(ReadOnlySpan<byte> bytes, long offset)
    {
        int start = 0;
        Needed = HeadSize;
        Attached = 0;
        while (bytes.Length - start >= HeadSize && Attached == 0 && !IsDamaged)
        {
            ReadOnlySpan<byte> record = bytes[start..];
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(record);
            ushort misc = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(record[6..]);
            if (size < HeadSize || type > ushort.MaxValue)
            {
                End(record, offset + start);
                break;
            }

            if (size > record.Length)
            {
                Needed = size;
                break;
            }

            ReadOnlySpan<byte> body = record[HeadSize..size];
            start += size;
            if (type == (uint)RecordType.Sample)
            {
                ReadSample(body, misc, offset + start - size);
            }
            else
            {
                ReadOther((RecordType)type, misc, body, offset + start - size);
            }
        }

        return start;
    }

    /// <summary>Tells of bytes that are no records, and reads on after them.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="offset">Where in the input they begin.</param>
    /// <param name="count">How many there are.</param>
    public void PassDamage(ReadOnlySpan<byte> first, long offset, long count)
    {
        IsDamaged = false;
        AddUnparsed(first, offset, $"{ExpectedRecord}; the next ones begin {count} bytes later");
    }

    /// <summary>Tells that no records come after bytes that are none.</summary>
    public void EndAtDamage(ReadOnlySpan<byte> first, long offset)
    {
        IsEnded = true;
        _context.MarkTruncated(new LoadDiagnostic(0, offset, HexText.Of(first), $"{ExpectedRecord}; no others come after it"));
    }

    /// <summary>Tells of what the input ends with that is no whole record.</summary>
    /// <param name="rest">The bytes after the last whole record.</param>
    /// <param name="offset">Where in the input they begin.</param>
    public void Complete(ReadOnlySpan<byte> rest, long offset)
    {
        _compressed.Complete(offset);
        if (rest.IsEmpty || IsEnded)
        {
            return;
        }

        if (IsText(rest[..Math.Min(rest.Length, HeadSize)]))
        {
            AddMessage(rest, offset);
            return;
        }

        _context.MarkTruncated(new LoadDiagnostic(
            0, offset, HexText.Of(rest), rest.Length < HeadSize ? "the rest of a record's head: the recording ends inside it" : $"a record of {Needed} bytes, of which there are {rest.Length}"));
    }

    private void ReadSample(ReadOnlySpan<byte> body, ushort misc, long offset)
    {
        if (_layouts.Length != _events.Count)
        {
            _layouts = [.. Enumerable.Range(0, _events.Count).Select(row => new SampleLayout(_events[row], _events.MayBeSwitch(row)))];
        }

        if (_layouts.Length == 0)
        {
            AddUnparsed(body, offset, "the description of an event before its samples");
            return;
        }

        int @event = 0;
        if (_layouts.Length > 1 && _layouts[0].IdPlace is >= 0 and var place && body.Length >= place + sizeof(ulong))
        {
            @event = Math.Max(0, _events.Find(BinaryPrimitives.ReadUInt64LittleEndian(body[place..])));
        }

        if (!_layouts[@event].TryRead(body, out RawSample sample))
        {
            AddUnparsed(body, offset, "a sample with all fields that its event says it has");
            return;
        }

        if (!sample.Raw.IsEmpty)
        {
            Switches.Add(_samples.Total, sample);
        }

        _samples.Add(sample, misc, @event);
    }

    private void ReadOther(RecordType type, ushort misc, ReadOnlySpan<byte> body, long offset)
    {
        _context.AddSideBand();
        if (type == RecordType.FinishedRound)
        {
            _samples.EndRound();
        }

        bool isRead = type switch
        {
            RecordType.Compressed or RecordType.Compressed2 => _compressed.TryRead(body, type == RecordType.Compressed2, offset),
            <= RecordType.LastOfKernel => _kernelRecords.TryRead(type, misc, body),
            _ => _perfRecords.TryRead(type, body),
        };
        Attached = type is RecordType.TracingData or RecordType.AuxTrace && isRead ? PerfRecords.AttachedTo(type, body) : 0;
        if (!isRead)
        {
            AddUnparsed(body, offset, $"a record of kind {(uint)type} with all its fields");
        }
    }

    // A record's head has zeros in it: eight letters are what perf printed, not what it recorded.
    private static bool IsText(ReadOnlySpan<byte> head) => head.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) is var end
        && (end < 0 || (head[end] is (byte)'\n' or (byte)'\r' or (byte)'\t' && IsText(head[(end + 1)..])));

    private void End(ReadOnlySpan<byte> rest, long offset)
    {
        if (IsText(rest[..HeadSize]))
        {
            IsEnded = true;
            AddMessage(rest, offset);
        }
        else if (_compressed.IsInside)
        {
            // The rest of the stream came from before the damage, and fits nothing.
            IsEnded = true;
            _context.MarkTruncated(new LoadDiagnostic(0, offset, HexText.Of(rest), $"{ExpectedRecord}; what comes after cannot be read"));
        }
        else
        {
            IsDamaged = true;
        }
    }

    private void AddMessage(ReadOnlySpan<byte> text, long offset)
    {
        ReadOnlySpan<byte> line = text.TrimStart("\n\r"u8);
        int end = line.IndexOf((byte)'\n');
        _context.AddMessage(new LoadDiagnostic(0, offset, DiagnosticText.Of(end < 0 ? line : line[..end]), "a record (this is a message that perf printed)"));
    }

    private void AddUnparsed(ReadOnlySpan<byte> body, long offset, string expected) =>
        _context.AddUnparsed(new LoadDiagnostic(0, offset, HexText.Of(body), expected));
}
