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

    private const int RunLength = 512;
    private const long FineInNanosecond = 1_000_000;

    /// <summary>Reads places in other tables; true and false are 1 and 0.</summary>
    public static Column<int> ReadInts(ref JsonCursor json, int expected = 0)
    {
        Column<int> column = new();
        column.Reserve(expected);
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            column.Add(json.TokenType switch
            {
                JsonTokenType.Number => json.TryGetNumber(0, out long number) ? PlaceOf(number) : None,
                JsonTokenType.True => 1,
                JsonTokenType.False => 0,
                _ => None,
            });
            json.Skip();
            while (json.ReadNumbers(0, run) is var count and > 0)
            {
                Span<int> added = column.Extend(count);
                for (int i = 0; i < added.Length; i++)
                {
                    added[i] = PlaceOf(run[i]);
                }
            }
        }

        return column;
    }

    /// <summary>Reads numbers in a smaller unit; what is no number is <see cref="JsonRuns.Null"/>.</summary>
    public static Column<long> ReadNumbers(ref JsonCursor json, int decimals, int expected)
    {
        Column<long> column = new();
        column.Reserve(expected);
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            column.Add(json.TokenType == JsonTokenType.Number && json.TryGetNumber(decimals, out long number) ? number : JsonRuns.Null);
            json.Skip();
            while (json.ReadNumbers(decimals, run) is var count and > 0)
            {
                column.AddRange(run[..count]);
            }
        }

        return column;
    }

    /// <summary>Reads milliseconds as nanoseconds, each to the nearest; what is no number is <see cref="JsonRuns.Null"/>.</summary>
    /// <param name="json">Before the array.</param>
    /// <param name="areDeltas">Whether each counts from the one before; they are added up exactly before they are rounded.</param>
    /// <param name="expected">How many there probably are.</param>
    public static Column<long> ReadTimes(ref JsonCursor json, bool areDeltas, int expected = 0)
    {
        Column<long> column = new();
        column.Reserve(expected);
        ExactTime time = default;
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            bool isTime = TryReadFine(ref json, out Int128 fine);
            time = (areDeltas ? time : default).Plus(fine);
            column.Add(isTime ? time.Rounded : JsonRuns.Null);
            json.Skip();
            while (json.ReadNumbers(TimeDecimals, run) is var count and > 0)
            {
                Span<long> added = column.Extend(count);
                for (int i = 0; i < added.Length; i++)
                {
                    bool isNull = run[i] == JsonRuns.Null;
                    time = (areDeltas ? time : default).Plus(isNull ? 0 : run[i]);
                    added[i] = isNull ? JsonRuns.Null : time.Rounded;
                }
            }
        }

        return column;
    }

    private static int PlaceOf(long number) => number is >= 0 and <= int.MaxValue ? (int)number : None;

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
        time = (Int128)nanoseconds * FineInNanosecond;
        return isCoarse;
    }

    // A sum of times without a loss: whole nanoseconds, and what is above them, from 0 to a nanosecond.
    private readonly record struct ExactTime(long Nanoseconds, long Fine)
    {
        public long Rounded => Nanoseconds + (Fine > (Nanoseconds < 0 ? FineInNanosecond / 2 : (FineInNanosecond / 2) - 1) ? 1 : 0);

        public ExactTime Plus(long fine)
        {
            long sum = Fine + (fine % FineInNanosecond);
            long carry = sum < 0 ? -1 : sum >= FineInNanosecond ? 1 : 0;
            long whole = (fine / FineInNanosecond) + carry;
            bool isFar = Nanoseconds is > long.MaxValue / 2 or < long.MinValue / 2;
            return new ExactTime(isFar ? Saturated((Int128)Nanoseconds + whole) : Nanoseconds + whole, sum - (carry * FineInNanosecond));
        }

        public ExactTime Plus(Int128 fine)
        {
            Int128 sum = ((Int128)Nanoseconds * FineInNanosecond) + Fine + fine;
            Int128 whole = (sum - (sum < 0 ? FineInNanosecond - 1 : 0)) / FineInNanosecond;
            return new ExactTime(Saturated(whole), (long)(sum - (whole * FineInNanosecond)));
        }

        // No rounding may wrap round.
        private static long Saturated(Int128 nanoseconds) => (long)Int128.Clamp(nanoseconds, -long.MaxValue, long.MaxValue - 1);
    }
}
