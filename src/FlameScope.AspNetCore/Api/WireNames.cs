using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>The strings that a view uses, out of one or more tables, numbered in the order of their first use.</summary>
internal sealed class WireNames(params Utf8Table[] tables)
{
    private readonly int[][] _numbers = [.. tables.Select(table => new int[table.Count])];
    private readonly List<(Utf8Table Table, StringId Id)> _used = [];

    /// <summary>The number of a row of one of the tables.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="id">A row of it.</param>
    public int NumberOf(int table, StringId id)
    {
        // One more than the number, so that 0 means not seen.
        ref int number = ref _numbers[table][id.Value];
        if (number == 0)
        {
            _used.Add((tables[table], id));
            number = _used.Count;
        }

        return number - 1;
    }

    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        foreach ((Utf8Table table, StringId id) in _used)
        {
            json.WriteStringValue(table[id]);
        }

        json.WriteEndArray();
    }
}
