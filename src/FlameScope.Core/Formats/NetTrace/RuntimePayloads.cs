using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace FlameScope.Formats.NetTrace;

/// <summary>Reads the payloads of the runtime's events, as far as they are shown.</summary>
internal sealed class RuntimePayloads
{
    private const int MaxText = 4096;

    private readonly SampleStoreBuilder _builder;
    private readonly byte[] _text = new byte[3 * MaxText];

    public RuntimePayloads(SampleStoreBuilder builder) => _builder = builder;

    /// <summary>Reads what an event's payload adds to its moment.</summary>
    /// <param name="moment">The moment, with its meaning.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="pointerSize">Bytes of an address.</param>
    /// <returns>Whether the payload is as long as its event's.</returns>
    public bool TryRead(ref Moment moment, ReadOnlySpan<byte> payload, int pointerSize)
    {
        TraceCursor cursor = new(payload);
        switch (moment.Meaning)
        {
            case EventMeaning.CollectionStart:
                moment.Key = cursor.UInt32();
                moment.Number = cursor.Int32();
                moment.Reason = cursor.Int32();
                moment.Type = cursor.Int32();
                break;
            case EventMeaning.CollectionEnd:
                moment.Key = cursor.UInt32();
                break;
            case EventMeaning.SuspensionStart:
                moment.Reason = cursor.Int32();
                break;
            case EventMeaning.ContentionStop:
                cursor.Skip(1 + sizeof(ushort));
                moment.Value = cursor.Left >= sizeof(double) ? Nanoseconds(cursor.Double()) : 0;
                break;
            case EventMeaning.Exception:
                moment.Name = TextOf(cursor.Utf16());
                moment.Text = TextOf(cursor.Utf16());
                break;
            case EventMeaning.JittingStarted:
                moment.Key = cursor.UInt64();
                cursor.Skip(sizeof(ulong) + (2 * sizeof(uint)));
                moment.Name = TextOf(cursor.Utf16(), cursor.Utf16());
                break;
            case EventMeaning.PoolAdjustment:
                cursor.Double();
                moment.Number = cursor.Int32();
                moment.Reason = cursor.Int32();
                break;
            case EventMeaning.Allocation:
                ReadAllocation(ref moment, ref cursor, pointerSize);
                break;
            default:
                break;
        }

        return !cursor.HasFailed;
    }

    private void ReadAllocation(ref Moment moment, ref TraceCursor cursor, int pointerSize)
    {
        moment.Value = cursor.UInt32();
        cursor.Skip(sizeof(uint) + sizeof(ushort));
        if (cursor.Left >= sizeof(ulong) + pointerSize)
        {
            moment.Value = (long)Math.Min(cursor.UInt64(), long.MaxValue);
            cursor.Pointer(pointerSize);
            moment.Name = TextOf(cursor.Utf16());
        }
    }

    private static long Nanoseconds(double value) => value is > 0 and < long.MaxValue ? (long)value : 0;

    private StringId TextOf(ReadOnlySpan<byte> utf16) => _builder.AddString(_text.AsSpan(0, Write(utf16, 0)));

    // A method of a type.
    private StringId TextOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method)
    {
        int length = Write(type, 0);
        if (length > 0)
        {
            _text[length++] = (byte)'.';
        }

        return _builder.AddString(_text.AsSpan(0, Write(method, length)));
    }

    private int Write(ReadOnlySpan<byte> utf16, int start)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(utf16);
        int room = (_text.Length - start) / 3;
        Utf8.FromUtf16(text[..Math.Min(text.Length, room)], _text.AsSpan(start), out _, out int written);
        return start + written;
    }
}
