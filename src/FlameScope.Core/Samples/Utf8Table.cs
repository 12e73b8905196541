using System.Text;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>The distinct strings of a profile as UTF-8 bytes, exactly as the input had them.</summary>
/// <remarks>Row 0 is the empty string. Bytes that are no valid UTF-8 are kept; only <see cref="GetString"/> replaces them.</remarks>
public sealed class Utf8Table
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    internal Utf8Table(Utf8Interner strings)
    {
        _bytes = strings.ToBytes();
        _ends = strings.ToEnds();
    }

    private Utf8Table(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    /// <summary>Number of strings.</summary>
    public int Count => _ends.Length;

    /// <summary>Bytes of memory that the strings take.</summary>
    internal long EstimatedBytes => _bytes.Length + ((long)_ends.Length * sizeof(int));

    /// <summary>The bytes of one string; valid as long as the table lives.</summary>
    /// <param name="id">A row of this table.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="id"/> is no row of this table.</exception>
    public ReadOnlySpan<byte> this[StringId id]
    {
        get
        {
            int start = id.Value == 0 ? 0 : _ends[id.Value - 1];
            return _bytes.AsSpan(start, _ends[id.Value] - start);
        }
    }

    /// <summary>One string as text; invalid UTF-8 is replaced by U+FFFD.</summary>
    /// <param name="id">A row of this table.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="id"/> is no row of this table.</exception>
    public string GetString(StringId id) => Encoding.UTF8.GetString(this[id]);

    internal int ByteCount => _bytes.Length;

    /// <summary>This table with more strings after its own.</summary>
    /// <param name="bytes">The strings, one after another.</param>
    /// <param name="ends">Where each of them ends in the new table.</param>
    internal Utf8Table With(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends) => new([.. _bytes, .. bytes], [.. _ends, .. ends]);

    /// <summary>A table of these strings, each under its place.</summary>
    /// <param name="strings">UTF-8.</param>
    internal static Utf8Table Of(byte[][] strings)
    {
        int[] ends = new int[strings.Length];
        int end = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            end += strings[i].Length;
            ends[i] = end;
        }

        byte[] bytes = new byte[end];
        for (int i = 0; i < ends.Length; i++)
        {
            strings[i].CopyTo(bytes, ends[i] - strings[i].Length);
        }

        return new Utf8Table(bytes, ends);
    }
}
