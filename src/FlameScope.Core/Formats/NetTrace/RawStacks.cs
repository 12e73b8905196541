using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Formats.NetTrace;

/// <summary>The distinct stacks of a trace as addresses, leaf first. Row 0 is the empty one.</summary>
/// <remarks>Names come late, most of them at a trace's end: until then a stack is its addresses.</remarks>
internal sealed class RawStacks
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private HashIndex _index = new();
    private Column<ulong> _addresses = new();
    private Column<int> _ends = new();
    private ulong[] _scratch = new ulong[256];

    public RawStacks() => _ends.Add(0);

    public int Count => _ends.Count;

    public long EstimatedBytes => ((long)_addresses.Count * sizeof(ulong)) + ((long)_ends.Count * (sizeof(int) + HashIndex.BytesPerRow));

    /// <summary>The addresses of a stack, leaf first.</summary>
    public ReadOnlySpan<ulong> this[int row] => row == 0 ? default : _addresses.Values[_ends[row - 1].._ends[row]];

    /// <param name="bytes">The addresses as the trace has them; a piece of one at the end is left out.</param>
    /// <param name="pointerSize">Bytes of an address, 4 or 8.</param>
    public int Intern(ReadOnlySpan<byte> bytes, int pointerSize)
    {
        ReadOnlySpan<ulong> addresses = Decode(bytes, pointerSize);
        if (addresses.IsEmpty)
        {
            return 0;
        }

        uint hash = _hash.Of(MemoryMarshal.AsBytes(addresses));
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            if (this[row].SequenceEqual(addresses))
            {
                return row;
            }
        }

        if (_ends.Count > RawStackNumber.MaxRows)
        {
            throw new TableFullException(FormattableString.Invariant(
                $"The trace has more than {RawStackNumber.MaxRows} different stacks. Record for a shorter time."));
        }

        _addresses.AddRange(addresses);
        _ends.Add(_addresses.Count);
        _index.Add(hash, _ends.Count - 1);
        return _ends.Count - 1;
    }

    private ReadOnlySpan<ulong> Decode(ReadOnlySpan<byte> bytes, int pointerSize)
    {
        int count = bytes.Length / pointerSize;
        if (pointerSize == sizeof(ulong) && BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Cast<byte, ulong>(bytes[..(count * sizeof(ulong))]);
        }

        if (count > _scratch.Length)
        {
            _scratch = new ulong[Math.Max(count, 2 * _scratch.Length)];
        }

        for (int i = 0; i < count; i++)
        {
            _scratch[i] = pointerSize == sizeof(ulong)
                ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..])
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        }

        return _scratch.AsSpan(0, count);
    }
}
