using System.Runtime.InteropServices;
using System.Text;

namespace FlameScope.Samples;

/// <summary>A table of strings with some more after them; the rows of the old table stay where they are.</summary>
internal sealed class Utf8TableExtension(Utf8Table table)
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _ends = [];
    private readonly Dictionary<string, StringId> _added = [];

    public StringId Add(string text)
    {
        if (text.Length == 0)
        {
            return StringId.Empty;
        }

        if (!_added.TryGetValue(text, out StringId id))
        {
            _bytes.AddRange(Encoding.UTF8.GetBytes(text));
            long end = (long)table.ByteCount + _bytes.Count;
            if (end > Array.MaxLength)
            {
                throw new ProfileFormatException("The names that were added do not fit beside those of the profile: expected 2 GiB of names at most.");
            }

            _ends.Add((int)end);
            id = new StringId(table.Count + _ends.Count - 1);
            _added.Add(text, id);
        }

        return id;
    }

    public Utf8Table Build() => _ends.Count == 0 ? table : table.With(CollectionsMarshal.AsSpan(_bytes), CollectionsMarshal.AsSpan(_ends));
}
