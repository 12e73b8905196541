using System.Buffers;
using System.Text;

namespace FlameScope.Export.Text;

/// <summary>Slices of time for people: <c>19.460–19.760 s (clock 4528.000–4528.300 s)</c>.</summary>
internal static class SliceText
{
    /// <summary>A slice in the seconds of the heat map, and in brackets in those of the recording's clock where they differ.</summary>
    /// <param name="range">The slice, on the recording's clock.</param>
    /// <param name="origin">Where the heat map counts from; <see langword="null"/> where there is no such instant.</param>
    public static string Of(TimeRange range, long? origin)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8Output output = new(text))
        {
            int decimals = DecimalsFor(range.Duration);
            output.Write(origin is null ? "clock " : "");
            WriteRange(output, range, origin ?? 0, decimals);
            if (origin is not (null or 0))
            {
                output.Write(" (clock ");
                WriteRange(output, range, 0, decimals);
                output.Write(")");
            }

            output.Flush();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Writes both ends of a range, counted from an instant, as seconds.</summary>
    public static void WriteRange(Utf8Output text, TimeRange range, long origin, int decimals)
    {
        WriteSeconds(text, range.Start, origin, decimals);
        text.Write("–"u8);
        WriteSeconds(text, range.End, origin, decimals);
        text.Write(" s"u8);
    }

    /// <summary>Writes an instant, counted from another, as seconds.</summary>
    public static void WriteInstant(Utf8Output text, long time, long origin, int decimals)
    {
        WriteSeconds(text, time, origin, decimals);
        text.Write(" s"u8);
    }

    /// <summary>The decimals of a second that tell ends apart that lie this many nanoseconds from each other.</summary>
    public static int DecimalsFor(long nanoseconds) => nanoseconds switch
    {
        0 or >= 1_000_000 => 3,
        >= 1_000 => 6,
        _ => 9,
    };

    private static void WriteSeconds(Utf8Output text, long time, long origin, int decimals)
    {
        long unit = decimals switch { 3 => 1_000_000, 6 => 1_000, _ => 1 };
        Int128 offset = (Int128)time - origin;
        Int128 rounded = (offset + (offset < 0 ? -unit / 2 : unit / 2)) / unit;
        text.WriteDecimal(rounded, decimals, decimals);
    }
}
