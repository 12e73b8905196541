using System.Text.Json;

namespace FlameScope.Export.Firefox;

/// <summary>The strings that a profile's tables name by their place.</summary>
internal sealed class FirefoxStrings
{
    private readonly SampleStore _store;
    private readonly int[] _places;
    private readonly List<StringId> _used = [];

    public FirefoxStrings(SampleStore store)
    {
        _store = store;
        _places = new int[store.Strings.Count];
        Array.Fill(_places, -1);
    }

    /// <summary>The place of a string of the store.</summary>
    public int this[StringId id]
    {
        get
        {
            if (_places[id.Value] < 0)
            {
                _places[id.Value] = _used.Count;
                _used.Add(id);
            }

            return _places[id.Value];
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("stringArray"u8);
        foreach (StringId id in _used)
        {
            json.WriteStringValue(_store.Strings[id]);
        }

        json.WriteEndArray();
    }
}
