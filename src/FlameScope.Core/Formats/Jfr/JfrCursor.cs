using System.Buffers.Binary;
using System.Text;

namespace FlameScope.Formats.Jfr;

/// <summary>Reads the primitive values of a chunk one after another; never past its end.</summary>
internal ref struct JfrCursor(ReadOnlySpan<byte> chunk, int position, bool isCompressed)
{
    private const int MostVarintBytes = 9;

    private readonly ReadOnlySpan<byte> _chunk = chunk;

    /// <summary>Offset of the next byte, from the chunk's start.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Number of bytes that are left.</summary>
    public readonly int Left => _chunk.Length - Position;

    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads an integer of 64 bits: seven bits a byte, lowest first, where integers are compressed.</summary>
    public long ReadLong() => isCompressed ? ReadVarint() : BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public int ReadInt() => isCompressed ? (int)ReadVarint() : BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public short ReadShort() => isCompressed ? (short)ReadVarint() : BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    public void Skip(int bytes) => Take(bytes);

    /// <summary>Reads how many values follow. Each takes a byte at least, so that no number is believed that the chunk cannot hold.</summary>
    public int ReadCount()
    {
        int start = Position;
        int count = ReadInt();
        return count >= 0 && count <= Left ? count : throw new JfrException(FormattableString.Invariant($"a count of at most {Left}, not {count}"), start);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="reference">The constant that holds it, where the text is not here; else 0.</param>
    /// <returns>The text in UTF-8; empty where it is <c>null</c> or elsewhere.</returns>
    public byte[] ReadText(out long reference)
    {
        int start = Position;
        reference = 0;
        switch (ReadByte())
        {
            case 0 or 1:
                return [];
            case 2:
                reference = ReadLong();
                return [];
            case 3:
                return Take(ReadCount()).ToArray();
            case 4:
                char[] letters = new char[ReadCount()];
                for (int i = 0; i < letters.Length; i++)
                {
                    letters[i] = (char)ReadShort();
                }

                return Encoding.UTF8.GetBytes(letters);
            case 5:
                return Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(Take(ReadCount())));
            case var encoding:
                throw new JfrException($"a text encoding from 0 to 5, not {encoding}", start);
        }
    }

    /// <summary>Skips a text.</summary>
    public void SkipText()
    {
        int start = Position;
        switch (ReadByte())
        {
            case 0 or 1:
                break;
            case 2:
                ReadLong();
                break;
            case 3 or 5:
                Skip(ReadCount());
                break;
            case 4:
                for (int count = ReadCount(); count > 0; count--)
                {
                    ReadShort();
                }

                break;
            case var encoding:
                throw new JfrException($"a text encoding from 0 to 5, not {encoding}", start);
        }
    }

    private long ReadVarint()
    {
        ReadOnlySpan<byte> rest = _chunk[Position..];
        long value = 0;
        for (int i = 0; i < rest.Length && i < MostVarintBytes; i++)
        {
            byte part = rest[i];
            if (i == MostVarintBytes - 1)
            {
                Position += MostVarintBytes;
                return value | ((long)part << (7 * i));
            }

            value |= (long)(part & 0x7f) << (7 * i);
            if (part < 0x80)
            {
                Position += i + 1;
                return value;
            }
        }

        throw EndsHere(1);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
        {
            throw EndsHere(count);
        }

        ReadOnlySpan<byte> taken = _chunk.Slice(Position, count);
        Position += count;
        return taken;
    }

    private readonly JfrException EndsHere(int count) =>
        new(FormattableString.Invariant($"{count} more bytes, but the chunk ends after {Left}"), Position);
}
