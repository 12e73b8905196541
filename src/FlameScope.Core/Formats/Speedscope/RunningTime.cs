namespace FlameScope.Formats.Speedscope;

/// <summary>A time to which weights are added: exact as the text has them, and in nanoseconds.</summary>
internal struct RunningTime
{
    private readonly long _unit;
    private FixedNumber _time;
    private long _billionths;
    private bool _isShort;

    /// <param name="start">The first instant.</param>
    /// <param name="unit">How many nanoseconds the unit has.</param>
    public RunningTime(FixedNumber start, long unit)
    {
        _unit = unit;
        _time = start;
        _isShort = start.TryGetBillionths(out _billionths);
        Nanoseconds = start.In(unit);
    }

    public long Nanoseconds { get; private set; }

    /// <summary>Goes on by a weight, unless it is negative.</summary>
    /// <returns>Whether it is not.</returns>
    public bool TryAdd(in FixedNumbers weights, int row)
    {
        if (_isShort && weights.TryGetBillionths(row, out long weight))
        {
            if (weight < 0)
            {
                return false;
            }

            _billionths += weight;
            Nanoseconds = FixedNumber.NanosecondsOf(_billionths, _unit);
            _isShort = _billionths <= FixedNumber.MaxBillionths;
            _time = _isShort ? default : FixedNumber.Of(_billionths);
            return true;
        }

        if (weights[row].IsNegative)
        {
            return false;
        }

        Lengthen();
        _time += weights[row];
        Nanoseconds = _time.In(_unit);
        return true;
    }

    private void Lengthen()
    {
        if (_isShort)
        {
            _time = FixedNumber.Of(_billionths);
            _isShort = false;
        }
    }
}
