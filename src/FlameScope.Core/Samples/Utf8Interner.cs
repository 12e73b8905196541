using System.Runtime.CompilerServices;
using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Interns byte strings; equal bytes get equal ids, numbered by first sight.</summary>
internal sealed class Utf8Interner
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<byte> _bytes = new();
    private Column<int> _ends = new();
    private HashIndex _index = new();

    public Utf8Interner() => Intern([]);

    public int Count => _ends.Count;

    /// <summary>Bytes of all strings together.</summary>
    public int ByteCount => _bytes.Count;

    /// <summary>About how many bytes of memory the strings and their index take.</summary>
    public long EstimatedBytes => ByteCount + ((long)Count * (sizeof(int) + HashIndex.BytesPerRow));

    /// <summary>The bytes of all strings, one after the other; valid until the next new one.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Values;

    public ReadOnlySpan<byte> this[StringId id]
    {
        get
        {
            int start = id.Value == 0 ? 0 : _ends[id.Value - 1];
            return _bytes.Values[start.._ends[id.Value]];
        }
    }

    public StringId Intern(ReadOnlySpan<byte> text)
    {
        uint hash = _hash.Of(text);
        if (TryFind(text, hash, out StringId known))
        {
            return known;
        }

        _bytes.AddRange(text);
        _ends.Add(_bytes.Count);
        _index.Add(hash, _ends.Count - 1);
        return new StringId(_ends.Count - 1);
    }

    /// <summary>Looks a string up without adding it.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out StringId id) => TryFind(text, _hash.Of(text), out id);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFind(ReadOnlySpan<byte> text, uint hash, out StringId id)
    {
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            id = new StringId(row);
            if (this[id].SequenceEqual(text))
            {
                return true;
            }
        }

        id = default;
        return false;
    }

    /// <summary>The bytes of all strings, one after the other.</summary>
    public byte[] ToBytes() => _bytes.ToArray();

    /// <summary>Where each string ends in <see cref="ToBytes"/>.</summary>
    public int[] ToEnds() => _ends.ToArray();
}
