using FlameScope.Model;

namespace FlameScope.Storage;

/// <summary>Interns byte strings; equal bytes get equal ids, numbered by first sight.</summary>
internal sealed class Utf8TableBuilder
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<byte> _bytes = new();
    private Column<int> _ends = new();
    private HashIndex _index = new();

    public Utf8TableBuilder() => Intern([]);

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

    public Utf8Table Build() => new(_bytes.ToArray(), _ends.ToArray());
}
