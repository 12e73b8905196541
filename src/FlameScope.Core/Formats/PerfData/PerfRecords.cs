using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>Reads perf's own records: what a recording that goes through a pipe has in place of a header.</summary>
internal sealed class PerfRecords(EventTable events, Features features)
{
    private const ulong UpdateOfName = 2;

    /// <summary>Reads a record.</summary>
    /// <param name="type">Its kind; those that tell nothing are passed.</param>
    /// <param name="body">The record without its head.</param>
    /// <returns>Whether all its fields are there.</returns>
    public bool TryRead(RecordType type, ReadOnlySpan<byte> body)
    {
        ByteReader reader = new(body);
        switch (type)
        {
            case RecordType.Attribute:
                return TryReadAttribute(body);
            case RecordType.EventUpdate:
                ulong kind = reader.UInt64();
                ulong id = reader.UInt64();
                if (kind == UpdateOfName && !reader.IsOverrun)
                {
                    events.SetName(id, reader.Text());
                }

                break;
            case RecordType.Feature:
                ulong bit = reader.UInt64();
                if (!reader.IsOverrun)
                {
                    features.Read(bit, reader.Rest);
                }

                break;
            case RecordType.BuildId:
                features.AddBuildId(body, misc: 0);
                break;
            case RecordType.TracingData or RecordType.AuxTrace:
                return body.Length >= sizeof(ulong) || (type == RecordType.TracingData && body.Length >= sizeof(uint));
            default:
                break;
        }

        return !reader.IsOverrun;
    }

    /// <summary>Bytes that follow a record and are counted in it, not in its size.</summary>
    public static long AttachedTo(RecordType type, ReadOnlySpan<byte> body) => type == RecordType.TracingData
        ? (BinaryPrimitives.ReadUInt32LittleEndian(body) + 7L) & ~7L
        : SideEvent.TimeOf(BinaryPrimitives.ReadUInt64LittleEndian(body));

    private bool TryReadAttribute(ReadOnlySpan<byte> body)
    {
        if (body.Length < EventAttribute.MinSize)
        {
            return false;
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        size = size == 0 ? EventAttribute.MinSize : size;
        if (size < EventAttribute.MinSize || size > body.Length)
        {
            return false;
        }

        events.Add(EventAttribute.Parse(body[..(int)size]), body[(int)size..]);
        return true;
    }
}
