using System.Globalization;
using System.Text.Json;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>Heat maps in Netflix FlameScope's shape: rows and values from the latest offset down.</summary>
internal static class NetflixHeatMap
{
    private const double NanosecondsPerMillisecond = 1e6;

    public static void Write(Utf8JsonWriter json, HeatMap map)
    {
        json.WriteStartObject();
        json.WriteStartArray("rows"u8);
        for (int row = map.Rows - 1; row >= 0; row--)
        {
            // 980.0, with the decimal that its client expects of a number of milliseconds.
            double offset = (double)row * map.ColumnWidth / map.Rows / NanosecondsPerMillisecond;
            json.WriteRawValue(offset.ToString("0.0###############", CultureInfo.InvariantCulture), skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteStartArray("columns"u8);
        for (int column = 0; column < map.Columns; column++)
        {
            json.WriteNumberValue(column);
        }

        json.WriteEndArray();
        json.WriteStartArray("values"u8);
        for (int column = 0; column < map.Columns; column++)
        {
            json.WriteStartArray();
            ReadOnlySpan<long> values = map.Column(column);
            for (int row = values.Length - 1; row >= 0; row--)
            {
                json.WriteNumberValue(values[row]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("maxvalue"u8, map.Maximum);
        json.WriteEndObject();
    }
}
