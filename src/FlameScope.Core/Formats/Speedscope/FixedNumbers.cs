using FlameScope.Columns;

namespace FlameScope.Formats.Speedscope;

/// <summary>A growing list of numbers as they stand in the text, nearly all of which have so few digits that one word holds them.</summary>
internal struct FixedNumbers
{
    private readonly List<FixedNumber> _long = [];

    // What is below all billionths stands for a number that has more digits.
    private Column<long> _billionths = new();

    public FixedNumbers()
    {
    }

    public readonly int Count => _billionths.Count;

    public readonly FixedNumber this[int row] => TryGetBillionths(row, out long billionths)
        ? FixedNumber.Of(billionths)
        : _long[(int)(billionths - long.MinValue)];

    /// <summary>A number as so many billionths, at most <see cref="FixedNumber.MaxBillionths"/> either way.</summary>
    /// <returns>Whether that many tell it.</returns>
    public readonly bool TryGetBillionths(int row, out long billionths)
    {
        billionths = _billionths[row];
        return billionths >= -FixedNumber.MaxBillionths;
    }

    public void Add(FixedNumber number)
    {
        if (number.TryGetBillionths(out long billionths))
        {
            _billionths.Add(billionths);
            return;
        }

        _billionths.Add(long.MinValue + _long.Count);
        _long.Add(number);
    }

    /// <summary>Adds numbers that were read as billionths, of at most 18 digits.</summary>
    public void AddRange(ReadOnlySpan<long> billionths) => _billionths.AddRange(billionths);
}
