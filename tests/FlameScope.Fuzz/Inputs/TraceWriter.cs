using System.Buffers.Binary;
using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Writes traces of versions 4 to 6 as their specifications have them, plainly and slowly.</summary>
internal sealed class TraceWriter
{
    private readonly MemoryStream _trace = new();
    private readonly bool _isCompressed;
    private readonly Dictionary<long, uint> _sequences = [];

    /// <param name="version">The format's version.</param>
    /// <param name="isCompressed">Whether event headers hold only what differs from the event before.</param>
    /// <param name="frequency">Ticks per second.</param>
    /// <param name="pointerSize">TraceBytes of an address.</param>
    public TraceWriter(int version, bool isCompressed = true, long frequency = 1_000_000_000, int pointerSize = 8)
    {
        Version = version;
        _isCompressed = isCompressed;
        PointerSize = pointerSize;
        _trace.Write("Nettrace"u8);
        if (version < 6)
        {
            _trace.Write(TraceBytes.Of(20));
            _trace.Write("!FastSerialization.1"u8);
        }
        else
        {
            _trace.Write([.. TraceBytes.Of(0), .. TraceBytes.Of(version), .. TraceBytes.Of(0)]);
        }

        // 2026-11-27 12:00:00.250 UTC at tick 5,000,000,000
        byte[] time = [.. new short[] { 2026, 11, 5, 27, 12, 0, 0, 250 }.SelectMany(BitConverter.GetBytes), .. TraceBytes.Of(5_000_000_000L), .. TraceBytes.Of(frequency), .. TraceBytes.Of(pointerSize)];
        AddBlock("Trace", 1, version < 6
            ? [.. time, .. TraceBytes.Of(77), .. TraceBytes.Of(4), .. TraceBytes.Of(0)]
            : [.. time, .. TraceBytes.Of(2), .. TraceBytes.Utf8("ProcessId"), .. TraceBytes.Utf8("77"), .. TraceBytes.Utf8("HardwareThreadCount"), .. TraceBytes.Utf8("4")]);
    }

    public int Version { get; }

    public int PointerSize { get; }

    /// <summary>The trace so far, or with its end.</summary>
    public byte[] ToArray(bool isEnded = true) => isEnded ? [.. _trace.ToArray(), .. Version < 6 ? [1] : new byte[4]] : _trace.ToArray();

    /// <summary>Says what a number of events means.</summary>
    public TraceWriter Type(uint metadata, string provider, int id, string name = "")
    {
        if (Version < 6)
        {
            byte[] payload = [.. TraceBytes.Of(metadata), .. TraceBytes.Utf16(provider), .. TraceBytes.Of(id), .. TraceBytes.Utf16(name), .. TraceBytes.Of(0L), .. TraceBytes.Of(1), .. TraceBytes.Of(4), .. TraceBytes.Of(0)];
            AddBlock("MetadataBlock", 3, EventBlock([new TraceEvent(0, 0, 0, 0, payload)], areMetadata: true));
        }
        else
        {
            byte[] row = [.. TraceBytes.Varint(metadata), .. TraceBytes.Utf8(provider), .. TraceBytes.Varint((uint)id), .. TraceBytes.Utf8(name), 0, 0, 0, 0];
            AddBlock("", 3, [3, 0, 1, 2, 3, .. BitConverter.GetBytes((ushort)row.Length), .. row]);
        }

        return this;
    }

    /// <summary>Adds stacks of addresses, leaf first.</summary>
    public TraceWriter Stacks(uint first, params ulong[][] stacks)
    {
        List<byte> body = [.. TraceBytes.Of(first), .. TraceBytes.Of(stacks.Length)];
        foreach (ulong[] stack in stacks)
        {
            body.AddRange(TraceBytes.Of(stack.Length * PointerSize));
            body.AddRange(stack.SelectMany(address => PointerSize == 8 ? TraceBytes.Of((long)address) : TraceBytes.Of((uint)address)));
        }

        AddBlock("StackBlock", 5, [.. body]);
        return this;
    }

    public TraceWriter Events(params TraceEvent[] events)
    {
        AddBlock("EventBlock", 2, EventBlock(events, areMetadata: false));
        return this;
    }

    /// <summary>Adds a sequence point: what follows has stacks of its own.</summary>
    public TraceWriter SequencePoint(long ticks, params (long Thread, uint Sequence)[] threads)
    {
        List<byte> body = [.. TraceBytes.Of(ticks), .. Version < 6 ? [] : TraceBytes.Of(0), .. TraceBytes.Of(threads.Length)];
        foreach ((long thread, uint sequence) in threads)
        {
            body.AddRange(Version < 6 ? TraceBytes.Of(thread) : TraceBytes.Varint((ulong)thread));
            body.AddRange(Version < 6 ? TraceBytes.Of(sequence) : TraceBytes.Varint(sequence));
        }

        AddBlock("SPBlock", 4, [.. body]);
        return this;
    }

    /// <summary>Says which thread of which process an index is (version 6).</summary>
    public TraceWriter Thread(long index, string name, int process, int id)
    {
        byte[] row = [.. TraceBytes.Varint((ulong)index), 1, .. TraceBytes.Utf8(name), 2, .. TraceBytes.Varint((ulong)process), 3, .. TraceBytes.Varint((ulong)id), 4, .. TraceBytes.Utf8("key"), .. TraceBytes.Utf8("value")];
        AddBlock("", 6, [.. BitConverter.GetBytes((ushort)row.Length), .. row]);
        return this;
    }

    public TraceWriter RemoveThread(long index, uint sequence)
    {
        AddBlock("", 7, [.. TraceBytes.Varint((ulong)index), .. TraceBytes.Varint(sequence)]);
        return this;
    }

    /// <summary>Adds a block of any content (version 6), or an object of any name.</summary>
    public TraceWriter Block(string name, byte kind, byte[] body)
    {
        AddBlock(name, kind, body);
        return this;
    }

    /// <summary>Adds bytes as they are.</summary>
    public TraceWriter Raw(byte[] bytes)
    {
        _trace.Write(bytes);
        return this;
    }

    private void AddBlock(string name, byte kind, byte[] body)
    {
        if (Version >= 6)
        {
            _trace.Write(TraceBytes.Of((uint)body.Length | ((uint)kind << 24)));
            _trace.Write(body);
            return;
        }

        _trace.Write([5, 5, 1, .. TraceBytes.Of(Version), .. TraceBytes.Of(4), .. TraceBytes.Of(name.Length), .. Encoding.UTF8.GetBytes(name), 6]);
        if (name != "Trace")
        {
            _trace.Write(TraceBytes.Of(body.Length));
            _trace.Write(new byte[-_trace.Length & 3]);
        }

        _trace.Write(body);
        _trace.WriteByte(6);
    }

    private byte[] EventBlock(TraceEvent[] events, bool areMetadata)
    {
        List<byte> body = [20, 0, (byte)(_isCompressed ? 1 : 0), 0, .. TraceBytes.Of(0L), .. TraceBytes.Of(long.MaxValue)];
        TraceEvent last = new(0, 0, 0, 0, []) { Writer = 0, Sequence = 0 };
        foreach (TraceEvent given in events)
        {
            TraceEvent next = areMetadata ? given with { Writer = 0, Sequence = 0 } : Numbered(given);
            body.AddRange(_isCompressed ? Compressed(next, last, areMetadata) : Plain(next));
            if (!_isCompressed && Version < 6)
            {
                body.AddRange(new byte[-body.Count & 3]);
            }

            last = next;
        }

        return [.. body];
    }

    private TraceEvent Numbered(TraceEvent given)
    {
        long writer = given.Writer ?? given.Thread;
        uint sequence = given.Sequence ?? _sequences.GetValueOrDefault(writer) + 1;
        _sequences[writer] = sequence;
        return given with { Writer = writer, Sequence = sequence };
    }

    private byte[] Plain(TraceEvent next)
    {
        byte[] content =
        [
            .. TraceBytes.Of(next.Metadata), .. TraceBytes.Of(next.Sequence!.Value), .. TraceBytes.Of(next.Thread), .. TraceBytes.Of(next.Writer!.Value),
            .. TraceBytes.Of(next.Processor), .. TraceBytes.Of(next.Stack), .. TraceBytes.Of(next.Ticks),
            .. Version < 6 ? new byte[32] : TraceBytes.Of(next.Labels), .. TraceBytes.Of(next.Payload.Length), .. next.Payload,
        ];
        return [.. TraceBytes.Of(content.Length), .. content];
    }

    // Everything that may be left out is left out where it can be.
    private byte[] Compressed(TraceEvent next, TraceEvent last, bool areMetadata)
    {
        bool hasWriter = !areMetadata
            && (next.Writer != last.Writer || next.Sequence != unchecked(last.Sequence + 1) || next.Processor != last.Processor);
        int flags = (next.Metadata != last.Metadata ? 1 : 0) | (hasWriter ? 2 : 0) | (next.Thread != last.Thread ? 4 : 0) | (next.Stack != last.Stack ? 8 : 0)
            | (next.Labels != last.Labels ? 16 : 0) | (next.Payload.Length != last.Payload.Length ? 128 : 0);
        List<byte> bytes = [(byte)flags];
        Add(1, next.Metadata);
        if (hasWriter)
        {
            bytes.AddRange([.. TraceBytes.Varint(unchecked(next.Sequence!.Value - last.Sequence!.Value - 1)), .. TraceBytes.Varint((ulong)next.Writer!.Value), .. TraceBytes.Varint(next.Processor)]);
        }

        Add(4, (ulong)next.Thread);
        Add(8, next.Stack);
        bytes.AddRange(TraceBytes.Varint((ulong)(next.Ticks - last.Ticks)));
        Add(16, next.Labels);
        Add(128, (ulong)next.Payload.Length);
        return [.. bytes, .. next.Payload];

        void Add(int flag, ulong value)
        {
            if ((flags & flag) != 0)
            {
                bytes.AddRange(TraceBytes.Varint(value));
            }
        }
    }
}
