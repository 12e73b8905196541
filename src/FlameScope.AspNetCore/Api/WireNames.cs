using System.Text.Json;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>The strings that a view uses, numbered in the order of their first use.</summary>
internal sealed class WireNames(Utf8Table strings)
{
    private readonly int[] _numbers = new int[strings.Count];
    private readonly List<StringId> _used = [];

    /// <summary>Rows of the table as numbers of this list.</summary>
    public int[] Map(ReadOnlySpan<StringId> ids)
    {
        int[] mapped = new int[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            // One more than the number, so that 0 means not seen.
            ref int number = ref _numbers[ids[i].Value];
            if (number == 0)
            {
                _used.Add(ids[i]);
                number = _used.Count;
            }

            mapped[i] = number - 1;
        }

        return mapped;
    }

    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        foreach (StringId id in _used)
        {
            json.WriteStringValue(strings[id]);
        }

        json.WriteEndArray();
    }
}
