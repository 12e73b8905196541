using System.Buffers.Binary;
using System.Text;

namespace FlameScope.Core.Tests.Formats.PerfData;

/// <summary>Writes recordings byte by byte, as perf would.</summary>
internal sealed class RecordingBytes
{
    public const ulong Kernel = unchecked((ulong)-128);
    public const ulong User = unchecked((ulong)-512);

    public const ushort KernelMode = 1;
    public const ushort UserMode = 2;

    // IP | TID | TIME | CALLCHAIN | CPU | PERIOD | IDENTIFIER
    public const ulong Fields = 0x101a7;

    private readonly List<byte[]> _attributes = [];
    private readonly List<ulong[]> _ids = [];
    private readonly List<byte[]> _records = [];
    private readonly SortedDictionary<int, byte[]> _features = [];

    /// <param name="fields">The fields of samples.</param>
    /// <param name="config">The event.</param>
    /// <param name="type">Its type.</param>
    /// <param name="registers">The user's registers; any makes call chains end at the kernel's border.</param>
    public RecordingBytes(ulong fields = Fields, ulong config = 0, uint type = 1, ulong registers = 0)
    {
        AddEvent(1, fields, config, type, flags: (1 << 18) | (1 << 20) | (registers == 0 ? 0UL : 1 << 22));
        BinaryPrimitives.WriteUInt64LittleEndian(_attributes[0].AsSpan(80), registers);
    }

    /// <summary>Bytes that stand after the last record.</summary>
    public byte[] Tail { get; set; } = [];

    public RecordingBytes AddEvent(ulong id, ulong fields = Fields, ulong config = 0, uint type = 1, ulong flags = 1 << 18, ulong period = 1)
    {
        byte[] attribute = new byte[128];
        BinaryPrimitives.WriteUInt32LittleEndian(attribute, type);
        BinaryPrimitives.WriteUInt32LittleEndian(attribute.AsSpan(4), 128);
        BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(8), config);
        BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(16), period);
        BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(24), fields);
        BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(40), flags);
        _attributes.Add(attribute);
        _ids.Add([id]);
        return this;
    }

    public RecordingBytes Add(uint type, ushort misc, params byte[] body)
    {
        byte[] record = new byte[8 + ((body.Length + 7) & ~7)];
        BinaryPrimitives.WriteUInt32LittleEndian(record, type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), misc);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(6), (ushort)record.Length);
        body.CopyTo(record, 8);
        _records.Add(record);
        return this;
    }

    public RecordingBytes AddRaw(params byte[] bytes)
    {
        _records.Add(bytes);
        return this;
    }

    public RecordingBytes AddFeature(int bit, params byte[] content)
    {
        _features[bit] = content;
        return this;
    }

    /// <summary>A sample with the default fields.</summary>
    public RecordingBytes Sample(long time, int pid, int tid, params ulong[] chain) => Add(9, UserMode, SampleBody(1, time, pid, tid, chain));

    public static byte[] SampleBody(ulong id, long time, int pid, int tid, params ulong[] chain) =>
        [.. Words(id, chain.LastOrDefault()), .. Ints(pid, tid), .. Words((ulong)time), .. Ints(3, 0), .. Words(7, (ulong)chain.Length), .. Words(chain)];

    public RecordingBytes Command(long time, int pid, int tid, string name, bool isExec = false) =>
        Add(3, (ushort)(isExec ? 1 << 13 : 0), [.. Ints(pid, tid), .. Text(name), .. Trailer(time, pid, tid)]);

    public RecordingBytes Fork(long time, int pid, int tid, int parentPid, int parentTid, bool isSynthesized = false) =>
        Add(7, (ushort)(isSynthesized ? 1 << 13 : 0), [.. Ints(pid, parentPid, tid, parentTid), .. Words((ulong)time), .. Trailer(time, pid, tid)]);

    public RecordingBytes Map(long time, int pid, ulong start, ulong length, ulong offset, string name, uint protection = 5) =>
        Add(10, 2, [.. Ints(pid, pid), .. Words(start, length, offset), .. new byte[24], .. Ints((int)protection, 2), .. Text(name), .. Trailer(time, pid, pid)]);

    public RecordingBytes KernelMap(ulong start, ulong length, string name) =>
        Add(1, KernelMode, [.. Ints(-1, 0), .. Words(start, length, start), .. Text(name), .. Trailer(0, -1, 0)]);

    public RecordingBytes Switch(long time, int pid, int tid, bool isOut) => Add(14, (ushort)(isOut ? 1 << 13 : 0), Trailer(time, pid, tid));

    public static byte[] Words(params ulong[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    public static byte[] Ints(params int[] ints) => [.. ints.SelectMany(BitConverter.GetBytes)];

    /// <summary>A text with its NUL, padded to 8 bytes.</summary>
    public static byte[] Text(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        return [.. bytes, .. new byte[8 - (bytes.Length % 8)]];
    }

    public static byte[] SizedText(string text) => [.. BitConverter.GetBytes(Text(text).Length), .. Text(text)];

    /// <summary>How records that are no samples end: thread, time, CPU, identifier.</summary>
    public static byte[] Trailer(long time, int pid, int tid) => [.. Ints(pid, tid), .. Words((ulong)time), .. Ints(3, 0), .. Words(1)];

    /// <summary>The records alone, as they are in the files of a folder or inside compressed records.</summary>
    public byte[] ToRecords() => [.. _records.SelectMany(record => record), .. Tail];

    /// <summary>The recording as a file.</summary>
    public byte[] ToFile()
    {
        byte[] ids = [.. _ids.SelectMany(list => Words(list))];
        int attributesAt = 104 + ids.Length;
        List<byte> attributes = [];
        int idsAt = 104;
        foreach ((byte[] attribute, ulong[] list) in _attributes.Zip(_ids))
        {
            attributes.AddRange([.. attribute, .. Words((ulong)idsAt, (ulong)(8 * list.Length))]);
            idsAt += 8 * list.Length;
        }

        byte[] data = ToRecords();
        int dataAt = attributesAt + attributes.Count;
        int featuresAt = dataAt + data.Length;
        ulong[] bits = new ulong[4];
        List<byte> places = [];
        List<byte> contents = [];
        foreach ((int bit, byte[] content) in _features)
        {
            bits[bit / 64] |= 1UL << (bit % 64);
            places.AddRange(Words((ulong)(featuresAt + (16 * _features.Count) + contents.Count), (ulong)content.Length));
            contents.AddRange(content);
        }

        byte[] head =
        [
            .. "PERFILE2"u8, .. Words(104, 144, (ulong)attributesAt, (ulong)attributes.Count, (ulong)dataAt, (ulong)data.Length, 0, 0), .. Words(bits),
        ];
        return [.. head, .. ids, .. attributes, .. data, .. places, .. contents];
    }

    /// <summary>The recording as it goes through a pipe.</summary>
    public byte[] ToPipe()
    {
        RecordingBytes head = new();
        foreach ((byte[] attribute, ulong[] list) in _attributes.Zip(_ids))
        {
            head.Add(64, 0, [.. attribute, .. Words(list)]);
        }

        foreach ((int bit, byte[] content) in _features)
        {
            head.Add(80, 0, [.. Words((ulong)bit), .. content]);
        }

        return [.. "PERFILE2"u8, .. Words(16), .. head.ToRecords(), .. ToRecords()];
    }
}
