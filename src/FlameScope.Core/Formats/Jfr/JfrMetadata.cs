using System.Globalization;
using System.Text;

namespace FlameScope.Formats.Jfr;

/// <summary>The types that a chunk describes: which fields its events and constants have, and in which order.</summary>
internal sealed class JfrMetadata
{
    private const int MaxElementDepth = 32;

    private readonly Dictionary<long, JfrType> _types = [];
    private readonly List<string> _texts = [];

    private JfrMetadata()
    {
    }

    /// <summary>The type of an id; <see langword="null"/> where the chunk does not describe it.</summary>
    public JfrType? this[long id] => _types.GetValueOrDefault(id);

    /// <summary>The type of a name; <see langword="null"/> where the chunk has none.</summary>
    public JfrType? Find(string name)
    {
        foreach (JfrType type in _types.Values)
        {
            if (type.Name == name)
            {
                return type;
            }
        }

        return null;
    }

    /// <exception cref="JfrException">There is no metadata event at this place, or it is damaged.</exception>
    public static JfrMetadata Read(ReadOnlySpan<byte> chunk, int offset, bool isCompressed)
    {
        JfrCursor cursor = new(chunk, offset, isCompressed);
        cursor.ReadInt();
        if (cursor.ReadLong() != 0)
        {
            throw new JfrException("a metadata event", offset);
        }

        cursor.ReadLong();
        cursor.ReadLong();
        cursor.ReadLong();
        JfrMetadata metadata = new();
        for (int count = cursor.ReadCount(); count > 0; count--)
        {
            metadata._texts.Add(Encoding.UTF8.GetString(cursor.ReadText(out _)));
        }

        metadata.ReadElement(ref cursor, null, null, 0);
        metadata.Resolve();
        return metadata;
    }

    private void ReadElement(ref JfrCursor cursor, JfrType? type, JfrField? field, int depth)
    {
        int start = cursor.Position;
        if (depth > MaxElementDepth)
        {
            throw new JfrException($"at most {MaxElementDepth} levels of metadata", start);
        }

        string element = TextOf(cursor.ReadInt());
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        for (int count = cursor.ReadCount(); count > 0; count--)
        {
            string key = TextOf(cursor.ReadInt());
            attributes[key] = TextOf(cursor.ReadInt());
        }

        switch (element)
        {
            case "class":
                type = new JfrType(NumberOf(attributes, "id"), attributes.GetValueOrDefault("name", ""));
                _types[type.Id] = type;
                break;
            case "field" when type is not null:
                field = new JfrField(
                    attributes.GetValueOrDefault("name", ""),
                    NumberOf(attributes, "class"),
                    attributes.GetValueOrDefault("constantPool") == "true",
                    NumberOf(attributes, "dimension") > 0);
                type.Fields.Add(field);
                break;
            case "annotation" when field is not null:
                field.IsTicks |= attributes.ContainsValue("TICKS");
                break;
            default:
                break;
        }

        for (int count = cursor.ReadCount(); count > 0; count--)
        {
            ReadElement(ref cursor, type, field, depth + 1);
        }
    }

    private void Resolve()
    {
        foreach (JfrField field in _types.Values.SelectMany(type => type.Fields))
        {
            field.Type = _types.GetValueOrDefault(field.TypeId);
        }
    }

    private string TextOf(int index) => (uint)index < (uint)_texts.Count ? _texts[index] : "";

    private static long NumberOf(Dictionary<string, string> attributes, string name) =>
        long.TryParse(attributes.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
