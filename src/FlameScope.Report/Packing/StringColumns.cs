namespace FlameScope.Report.Packing;

/// <summary>The strings that a report uses, sorted by their bytes, each without what it shares with the one before.</summary>
internal sealed class StringColumns
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _used = [];
    private int[]? _sorted;

    /// <summary>The empty string is there, and is number 0.</summary>
    public StringColumns() => Add("");

    public int Count => _used.Count;

    /// <summary>Notes a string.</summary>
    /// <returns>Its place among those noted; <see cref="NumberOf"/> gives its number once all are.</returns>
    public int Add(string text)
    {
        if (!_places.TryGetValue(text, out int place))
        {
            place = _used.Count;
            _places.Add(text, place);
            _used.Add(text);
        }

        return place;
    }

    /// <summary>The number of a string that was noted. From the first call on, no more can be added.</summary>
    public int NumberOf(int place) => (_sorted ??= Sort())[place];

    public void Write(ByteWriter prefixes, ByteWriter lengths, ByteWriter suffixes)
    {
        byte[][] sorted = new byte[Count][];
        for (int place = 0; place < Count; place++)
        {
            sorted[NumberOf(place)] = Bytes(_used[place]);
        }

        ReadOnlySpan<byte> before = [];
        foreach (byte[] text in sorted)
        {
            int shared = before.CommonPrefixLength(text);
            prefixes.Varint((ulong)shared);
            lengths.Varint((ulong)(text.Length - shared));
            suffixes.Bytes(text.AsSpan(shared));
            before = text;
        }
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private int[] Sort()
    {
        byte[][] texts = [.. _used.Select(Bytes)];
        int[] order = [.. Enumerable.Range(0, texts.Length)];
        Array.Sort(order, (one, other) => texts[one].AsSpan().SequenceCompareTo(texts[other]));
        int[] numbers = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            numbers[order[i]] = i;
        }

        return numbers;
    }
}
