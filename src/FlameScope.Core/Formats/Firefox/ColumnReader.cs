using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>Reads the columns of a table: arrays of numbers, with null where there is none.</summary>
internal static class ColumnReader
{
    /// <summary>Stands for null, and for whatever is no number.</summary>
    public const int None = -1;

    /// <summary>Decimals of a millisecond that times are kept to while they are added up: those of a double, as far as it goes.</summary>
    public const int TimeDecimals = 12;

    /// <summary>Reads places in other tables; true and false are 1 and 0.</summary>
    public static Column<int> ReadInts(ref JsonCursor json)
    {
        Column<int> column = new();
        if (json.EnterArray())
        {
            while (json.ReadElement())
            {
                column.Add(json.TokenType switch
                {
                    JsonTokenType.Number => json.TryGetNumber(0, out long number) && number is >= 0 and <= int.MaxValue ? (int)number : None,
                    JsonTokenType.True => 1,
                    JsonTokenType.False => 0,
                    _ => None,
                });
                json.Skip();
            }
        }

        return column;
    }

    /// <summary>Reads numbers in a smaller unit; what is no number is <see cref="long.MinValue"/>.</summary>
    public static Column<long> ReadNumbers(ref JsonCursor json, int decimals)
    {
        Column<long> column = new();
        if (json.EnterArray())
        {
            while (json.ReadElement())
            {
                column.Add(json.TokenType == JsonTokenType.Number && json.TryGetNumber(decimals, out long number) ? number : long.MinValue);
                json.Skip();
            }
        }

        return column;
    }

    /// <summary>Reads milliseconds as nanoseconds, each to the nearest; what is no number is <see cref="long.MinValue"/>.</summary>
    /// <param name="json">Before the array.</param>
    /// <param name="areDeltas">Whether each counts from the one before; they are added up exactly before they are rounded.</param>
    public static Column<long> ReadTimes(ref JsonCursor json, bool areDeltas)
    {
        Column<long> column = new();
        Int128 sum = 0;
        if (json.EnterArray())
        {
            while (json.ReadElement())
            {
                bool isTime = TryReadFine(ref json, out Int128 time);
                sum = areDeltas ? sum + time : time;
                column.Add(isTime ? Rounded(sum) : long.MinValue);
                json.Skip();
            }
        }

        return column;
    }

    private static bool TryReadFine(ref JsonCursor json, out Int128 time)
    {
        time = 0;
        if (json.TokenType != JsonTokenType.Number)
        {
            return false;
        }

        if (json.TryGetNumber(TimeDecimals, out long fine))
        {
            time = fine;
            return true;
        }

        bool isCoarse = json.TryGetNumber(6, out long nanoseconds);
        time = (Int128)nanoseconds * 1_000_000;
        return isCoarse;
    }

    private static long Rounded(Int128 fine) =>
        (long)Int128.Clamp((fine + (fine < 0 ? -500_000 : 500_000)) / 1_000_000, -long.MaxValue, long.MaxValue);
}
