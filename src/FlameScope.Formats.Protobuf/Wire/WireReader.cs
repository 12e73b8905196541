using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>
/// Walks the fields of nested messages in one buffer without making an object per message: a message is where it ends, and its owner
/// reads tags up to there. Messages are entered by code, never by data, so their depth is bounded by the format.
/// </summary>
/// <remarks>
/// Every read may throw what <see cref="WireException.IsDamage"/> knows. A value that goes past its message is found at the next tag.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A CodedInputStream over an array has nothing to dispose of.")]
internal sealed class WireReader
{
    /// <summary>How many numbers one list may have: a number takes eight times the memory that it may have in the input.</summary>
    public const int MaxNumbers = 1 << 26;

    private readonly byte[] _bytes;
    private CodedInputStream _input;

    /// <param name="bytes">The input.</param>
    /// <param name="length">How many of the bytes belong to it.</param>
    public WireReader(byte[] bytes, int length)
    {
        _bytes = bytes;
        Length = length;
        _input = new CodedInputStream(bytes, 0, length);
    }

    /// <summary>Number of bytes of the input.</summary>
    public int Length { get; }

    /// <summary>Offset of the next byte.</summary>
    public int Position => (int)_input.Position;

    /// <summary>Reads a field's number and type.</summary>
    /// <param name="end">Where the message ends.</param>
    /// <returns>The tag; 0 at the end of the message.</returns>
    public uint ReadTag(int end)
    {
        int position = Position;
        return position < end ? _input.ReadTag()
            : position == end ? 0u
            : throw new WireException("a field that ends inside its message");
    }

    /// <summary>Reads a number of the type int64, uint64, int32, uint32 or bool.</summary>
    public long ReadVarint() => _input.ReadInt64();

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadFixed64() => _input.ReadFixed64();

    /// <summary>Reads eight bytes as a floating-point number.</summary>
    public double ReadDouble() => _input.ReadDouble();

    /// <summary>Begins to read a nested message, or a packed run of numbers.</summary>
    /// <param name="end">Where the message around it ends.</param>
    /// <returns>Where it ends.</returns>
    public int Enter(int end)
    {
        int length = _input.ReadLength();
        int position = Position;
        return length >= 0 && length <= end - position ? position + length : throw new WireException($"{length} bytes, but only {Math.Max(0, end - position)} are left");
    }

    /// <summary>Begins to read a nested message of which only the beginning may be there.</summary>
    /// <param name="end">Where what is there ends.</param>
    /// <returns>Where the message, or what is there of it, ends.</returns>
    public int EnterPart(int end)
    {
        int length = _input.ReadLength();
        return length < 0 ? throw new WireException("a length") : (int)Math.Min(end, (long)Position + length);
    }

    /// <summary>Reads numbers that are packed into one field.</summary>
    /// <param name="end">Where the message around it ends.</param>
    /// <param name="numbers">Where they are added to.</param>
    public void ReadPacked(int end, List<long> numbers)
    {
        int packedEnd = Enter(end);
        while (Position < packedEnd)
        {
            if (numbers.Count >= MaxNumbers)
            {
                throw new WireException($"at most {MaxNumbers} numbers");
            }

            numbers.Add(_input.ReadInt64());
        }

        ThrowIfNotAt(packedEnd);
    }

    /// <summary>Makes sure that a packed field ended where it said.</summary>
    public void ThrowIfNotAt(int end)
    {
        if (Position != end)
        {
            throw new WireException("a field that ends inside its message");
        }
    }

    /// <summary>Reads a string or a message as a piece of the input, and goes on after it.</summary>
    /// <param name="end">Where the message around it ends.</param>
    public ByteRange ReadBytes(int end)
    {
        int start = Position;
        _input.SkipLastField();
        if (Position > end)
        {
            throw new WireException("a field that ends inside its message");
        }

        while (_bytes[start] >= 0x80)
        {
            start++;
        }

        return new ByteRange(start + 1, Position - start - 1);
    }

    /// <summary>Skips the value of the tag that was just read, which is of no use.</summary>
    /// <param name="tag">The tag.</param>
    public void Skip(uint tag)
    {
        if (WireType.Of(tag) is WireType.StartGroup or WireType.EndGroup)
        {
            throw new WireException("a field of a format without groups");
        }

        _input.SkipLastField();
    }

    /// <summary>Goes on at another place, as after damage inside a message.</summary>
    public void MoveTo(int position) => _input = new CodedInputStream(_bytes, position, Length - position);

    /// <summary>The bytes of a piece.</summary>
    public ReadOnlySpan<byte> this[ByteRange range] => _bytes.AsSpan(range.Start, range.Length);

    /// <summary>The beginning of what stands at a place, for a diagnostic.</summary>
    public ReadOnlySpan<byte> TextAt(int position) => _bytes.AsSpan(position, Math.Min(121, Length - position));
}
