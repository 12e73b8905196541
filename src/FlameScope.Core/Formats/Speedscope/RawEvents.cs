using FlameScope.Columns;

namespace FlameScope.Formats.Speedscope;

/// <summary>What opens and closes in an evented profile, in the order of the text.</summary>
internal struct RawEvents
{
    private FixedNumbers _times = new();
    private Column<int> _frames = new();
    private Column<long> _offsets = new();

    public RawEvents()
    {
    }

    public readonly int Count => _frames.Count;

    public readonly RawEvent this[int row] => new(_frames[row], _offsets[row]);

    public void Add(FixedNumber at, RawEvent read)
    {
        _times.Add(at);
        Add(read);
    }

    /// <summary>Adds an event whose time was read as billionths, of at most 18 digits.</summary>
    public void Add(long billionths, RawEvent read)
    {
        _times.AddRange([billionths]);
        Add(read);
    }

    /// <summary>When an event is, in nanoseconds.</summary>
    /// <param name="row">The event.</param>
    /// <param name="unit">How many nanoseconds the profile's unit has.</param>
    public readonly long TimeOf(int row, long unit) =>
        _times.TryGetBillionths(row, out long billionths) ? FixedNumber.NanosecondsOf(billionths, unit) : _times[row].In(unit);

    private void Add(RawEvent read)
    {
        _frames.Add(read.Frame);
        _offsets.Add(read.Offset);
    }
}

/// <summary>A span that opens or closes.</summary>
/// <param name="Frame">Its place in the table of frames.</param>
/// <param name="Offset">Where it stands in the text; its complement where it closes.</param>
internal readonly record struct RawEvent(int Frame, long Offset)
{
    public bool Opens => Offset >= 0;

    public long Place => Opens ? Offset : ~Offset;
}
