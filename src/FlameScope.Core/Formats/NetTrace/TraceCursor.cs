using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.NetTrace;

/// <summary>Reads values of a block from its beginning on. Past its end everything is zero or empty, and <see cref="HasFailed"/> is set.</summary>
internal ref struct TraceCursor
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    public TraceCursor(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether more was asked for than there is, or a number is longer than its type.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Number of bytes read.</summary>
    public readonly int Position => _position;

    /// <summary>Number of bytes left.</summary>
    public readonly int Left => _bytes.Length - _position;

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_position..];

    public readonly bool IsAtEnd => _position >= _bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte()
    {
        if (_position < _bytes.Length)
        {
            return _bytes[_position++];
        }

        HasFailed = true;
        return 0;
    }

    public ushort UInt16() => Take(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public int Int32() => Take(sizeof(int)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public uint UInt32() => (uint)Int32();

    public long Int64() => Take(sizeof(long)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public ulong UInt64() => (ulong)Int64();

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    /// <summary>An address or another number as wide as the traced process's pointers.</summary>
    public ulong Pointer(int size) => size == sizeof(uint) ? UInt32() : UInt64();

    /// <summary>A number of seven bits a byte, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Varint()
    {
        byte first = Byte();
        return first < 0x80 ? first : LongVarint(first);
    }

    /// <summary>A number of seven bits a byte, lowest first, that fits in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Varint32()
    {
        ulong value = Varint();
        HasFailed |= value > uint.MaxValue;
        return (uint)value;
    }

    /// <summary>A number of bytes; empty where there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Take(long count)
    {
        if ((ulong)count > (ulong)Left)
        {
            HasFailed = true;
            return default;
        }

        ReadOnlySpan<byte> bytes = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    public void Skip(long count) => Take(count);

    /// <summary>UTF-16 up to a null character, which is read as well; the text is not copied.</summary>
    public ReadOnlySpan<byte> Utf16()
    {
        ReadOnlySpan<byte> rest = _bytes[_position..];
        for (int end = 0; end + 1 < rest.Length;)
        {
            int zero = rest[end..].IndexOf((byte)0);
            if (zero < 0)
            {
                break;
            }

            end = (end + zero) & ~1;
            if (end + 1 < rest.Length && rest[end] == 0 && rest[end + 1] == 0)
            {
                _position += end + 2;
                return rest[..end];
            }

            end += 2;
        }

        HasFailed = true;
        return default;
    }

    /// <summary>UTF-8 with its length in bytes before it, as version 6 has it.</summary>
    public ReadOnlySpan<byte> Utf8() => Take(Varint32());

    /// <summary>A number of seven bits a byte, lowest first, where at least ten bytes follow.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where it begins, and then where it ends.</param>
    /// <param name="hasFailed">Set where it is longer than its type.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Varint(ReadOnlySpan<byte> bytes, ref int position, ref bool hasFailed)
    {
        const ulong EndMarks = 0x8080_8080_8080_8080;

        // Lengths change from number to number: to look at them one by one costs more than to join the bits of eight bytes.
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[position..]);
        ulong ends = ~word & EndMarks;
        if (ends == 0)
        {
            return LongVarint(bytes, ref position, ref hasFailed);
        }

        position += (BitOperations.TrailingZeroCount(ends) >> 3) + 1;
        word &= ends ^ (ends - 1);
        word = (word & 0x007f_007f_007f_007f) | ((word & 0x7f00_7f00_7f00_7f00) >> 1);
        word = (word & 0x0000_3fff_0000_3fff) | ((word & 0x3fff_0000_3fff_0000) >> 2);
        return (word & 0x0000_0000_0fff_ffff) | ((word & 0x0fff_ffff_0000_0000) >> 4);
    }

    private static ulong LongVarint(ReadOnlySpan<byte> bytes, ref int position, ref bool hasFailed)
    {
        TraceCursor cursor = new(bytes[position..]);
        ulong value = cursor.Varint();
        position += cursor.Position;
        hasFailed |= cursor.HasFailed;
        return value;
    }

    private ulong LongVarint(byte first)
    {
        ulong value = first & 0x7fu;
        for (int shift = 7; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        HasFailed = true;
        return value;
    }
}
