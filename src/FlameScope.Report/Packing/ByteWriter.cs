using System.Buffers;

namespace FlameScope.Report.Packing;

/// <summary>Numbers as bytes that deflate well: whole columns in planes, or single numbers as long as they need to be.</summary>
internal sealed class ByteWriter
{
    private const int MaxVarint = 10;
    private const int More = 0x80;
    private const int Digits = 7;

    private readonly ArrayBufferWriter<byte> _bytes = new(4_096);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public bool IsEmpty => _bytes.WrittenCount == 0;

    /// <summary>Writes seven bits a byte, the lowest first, each but the last with its highest bit set.</summary>
    public void Varint(ulong value)
    {
        Span<byte> room = _bytes.GetSpan(MaxVarint);
        int length = 0;
        for (; value >= More; value >>= Digits)
        {
            room[length++] = (byte)(value | More);
        }

        room[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>Writes a number that may be negative, so that small ones of either sign are short.</summary>
    public void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Writes the lowest bytes of all numbers, then their second bytes, and so on.</summary>
    public void Planes(ReadOnlySpan<int> values, int bytes)
    {
        for (int plane = 0; plane < bytes; plane++)
        {
            Span<byte> room = _bytes.GetSpan(values.Length)[..values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                room[i] = (byte)(values[i] >> (plane * 8));
            }

            _bytes.Advance(values.Length);
        }
    }

    /// <inheritdoc cref="Planes(ReadOnlySpan{int}, int)"/>
    public void Planes(ReadOnlySpan<long> values, int bytes)
    {
        for (int plane = 0; plane < bytes; plane++)
        {
            Span<byte> room = _bytes.GetSpan(values.Length)[..values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                room[i] = (byte)(values[i] >> (plane * 8));
            }

            _bytes.Advance(values.Length);
        }
    }

    /// <summary>How many bytes the numbers below a count need.</summary>
    public static int BytesFor(int count) => count <= 1 << 8 ? 1 : count <= 1 << 16 ? 2 : count <= 1 << 24 ? 3 : 4;
}
