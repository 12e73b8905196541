using FlameScope.Model;

namespace FlameScope.Tables;

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
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            if (this[new StringId(row)].SequenceEqual(text))
            {
                return new StringId(row);
            }
        }

        _bytes.AddRange(text);
        _ends.Add(_bytes.Count);
        _index.Add(hash, _ends.Count - 1);
        return new StringId(_ends.Count - 1);
    }

    /// <summary>The bytes of all strings, one behind the other.</summary>
    public byte[] ToBytes() => _bytes.ToArray();

    /// <summary>Where each string ends in <see cref="ToBytes"/>.</summary>
    public int[] ToEnds() => _ends.ToArray();
}
