using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Interns raw call chains: most samples repeat one that was seen before, and only distinct ones are ever resolved.</summary>
internal sealed class ChainTable
{
    private readonly ulong _first;
    private readonly ulong _second;
    private Column<ulong> _words = new();
    private Column<int> _ends = new();
    private HashIndex _index = new();
    private ulong[] _scratch = new ulong[256];

    public ChainTable()
    {
        Span<byte> key = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(key);
        _first = BinaryPrimitives.ReadUInt64LittleEndian(key) ^ BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
        Guid.NewGuid().TryWriteBytes(key);
        _second = BinaryPrimitives.ReadUInt64LittleEndian(key) ^ BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    public int Count => _ends.Count;

    public long EstimatedBytes => ((long)_words.Count * sizeof(ulong)) + ((long)_ends.Count * (sizeof(int) + HashIndex.BytesPerRow));

    /// <summary>The words of a chain, leaf first; the first is a mark.</summary>
    public ReadOnlySpan<ulong> this[int row] => _words.Values[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];

    /// <summary>The row of a sample's chain.</summary>
    public int Intern(in RawSample sample, ushort misc)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(sample.Chain);
        return sample.UserIp == 0 && words.Length > 1 && ChainContext.IsMark(words[0]) ? Intern(words) : InternCompleted(words, sample, misc);
    }

    public int Intern(ReadOnlySpan<ulong> words)
    {
        uint hash = HashOf(words);
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            if (this[row].SequenceEqual(words))
            {
                return row;
            }
        }

        _words.AddRange(words);
        _ends.Add(_words.Count);
        _index.Add(hash, _ends.Count - 1);
        return _ends.Count - 1;
    }

    // A sample without a chain is its own instruction; one without the user's part of it is entered from the user's instruction.
    private int InternCompleted(ReadOnlySpan<ulong> words, in RawSample sample, ushort misc)
    {
        if (_scratch.Length < words.Length + 4)
        {
            _scratch = new ulong[words.Length + 4];
        }

        int count = 0;
        if (words.Length == 0 || !ChainContext.IsMark(words[0]))
        {
            _scratch[count++] = ChainContext.Of(misc);
        }

        words.CopyTo(_scratch.AsSpan(count));
        count += words.Length;
        if (!HasAddress(words))
        {
            _scratch[0] = ChainContext.Of(misc);
            _scratch[1] = sample.Ip;
            count = 2;
        }

        if (sample.UserIp != 0 && ChainContext.Of(misc) != ChainContext.User)
        {
            _scratch[count++] = ChainContext.User;
            _scratch[count++] = sample.UserIp;
        }

        return Intern(_scratch.AsSpan(0, count));
    }

    private static bool HasAddress(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            if (!ChainContext.IsMark(word))
            {
                return true;
            }
        }

        return false;
    }

    // Two lanes, so that one multiplication need not wait for the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint HashOf(ReadOnlySpan<ulong> words)
    {
        ulong left = _first;
        ulong right = ~_first;
        int i = 0;
        for (; i + 3 < words.Length; i += 4)
        {
            left = Fold(left ^ words[i], _second ^ words[i + 1]);
            right = Fold(right ^ words[i + 2], _second ^ words[i + 3]);
        }

        for (; i < words.Length; i++)
        {
            left = Fold(left ^ words[i], _second);
        }

        ulong all = Fold(left ^ (ulong)words.Length, right ^ _second);
        return (uint)(all ^ (all >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
