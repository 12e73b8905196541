using System.Runtime.InteropServices;
using System.Text;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>The strings of an input, as pieces of it; those that are used become strings of the builder once.</summary>
internal sealed class StringTable(WireReader reader, SampleStoreBuilder builder)
{
    private readonly List<ByteRange> _strings = [];
    private readonly List<int> _ids = [];

    /// <summary>Number of strings.</summary>
    public int Count => _strings.Count;

    public void Add(ByteRange text)
    {
        _strings.Add(text);
        _ids.Add(-1);
    }

    /// <summary>The text of an index; empty where there is none of that index.</summary>
    public ReadOnlySpan<byte> this[long index] => (ulong)index < (ulong)_strings.Count ? reader[_strings[(int)index]] : default;

    /// <summary>The text as a string.</summary>
    public string TextOf(long index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>The builder's string of an index; the empty one where there is none of that index.</summary>
    public StringId IdOf(long index)
    {
        if ((ulong)index >= (ulong)_strings.Count)
        {
            return StringId.Empty;
        }

        ref int id = ref CollectionsMarshal.AsSpan(_ids)[(int)index];
        if (id < 0)
        {
            id = builder.AddString(this[index]).Value;
        }

        return new StringId(id);
    }
}
