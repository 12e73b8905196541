using System.Buffers;
using System.Buffers.Text;

namespace FlameScope.Formats.PerfScript;

/// <summary>Reads single fields of perf script lines.</summary>
internal static class Fields
{
    private const int MaxIntegerDigits = 10;
    private const int MaxSecondsDigits = 10;
    private const int MicrosecondDigits = 6;
    private const int NanosecondDigits = 9;
    private const int TimeOfDayLength = 20;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The last whole second of which every nanosecond fits into 63 bits.</summary>
    public const long MaxSeconds = (long.MaxValue / NanosecondsPerSecond) - 1;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> MiscFlags = SearchValues.Create("UKHGgSEDFOr"u8);
    private static readonly SearchValues<byte> EventModifiers = SearchValues.Create("ukhGHpPSDIWeRb"u8);

    /// <summary>What numbers are made of.</summary>
    public static SearchValues<byte> NumberBytes { get; } = SearchValues.Create("0123456789."u8);

    /// <summary>The most bytes that the kernel keeps of a command; only names that perf escaped or other tools made are longer.</summary>
    public const int MaxCommandBytes = 15;

    /// <summary>Splits off the last blank-separated word; both parts lose the blanks between them.</summary>
    public static ReadOnlySpan<byte> TakeLastWord(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)' ');
        int start = text.LastIndexOf((byte)' ') + 1;
        ReadOnlySpan<byte> word = text[start..];
        text = text[..start];
        return word;
    }

    public static int CountDigits(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    public static int CountHexDigits(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExcept(HexDigits);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Reads a whole field as a decimal that may be negative.</summary>
    public static bool TryReadInteger(ReadOnlySpan<byte> field, out int value)
    {
        bool negative = field is [(byte)'-', ..];
        ReadOnlySpan<byte> digits = negative ? field[1..] : field;
        value = 0;
        if (digits.Length is 0 or > MaxIntegerDigits || !TryReadDigits(digits, out long magnitude) || magnitude > int.MaxValue)
        {
            return false;
        }

        value = negative ? -(int)magnitude : (int)magnitude;
        return true;
    }

    /// <summary>
    /// Reads a whole field of decimal digits as a period: an unsigned number of 64 bits, of which those above 63 bits, as broken
    /// counters have them, become the largest that fits.
    /// </summary>
    public static bool TryReadPeriod(ReadOnlySpan<byte> digits, out long period)
    {
        if (TryReadDigits(digits, out period))
        {
            return true;
        }

        bool isRead = Utf8Parser.TryParse(digits, out ulong value, out int length) && length == digits.Length;
        period = (long)Math.Min(value, long.MaxValue);
        return isRead;
    }

    /// <summary>Reads a whole field of decimal digits that fits into 63 bits.</summary>
    public static bool TryReadDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit) || value > (long.MaxValue - 9) / 10)
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return digits.Length > 0;
    }

    /// <summary>Seconds and their decimals to nanoseconds; decimals beyond the ninth are not expected.</summary>
    public static bool TryReadNanoseconds(ReadOnlySpan<byte> seconds, ReadOnlySpan<byte> decimals, out long time)
    {
        time = 0;
        if (seconds.Length > MaxSecondsDigits || decimals.Length > NanosecondDigits
            || !TryReadDigits(seconds, out long whole) || !TryReadDigits(decimals, out long fraction))
        {
            return false;
        }

        for (int digits = decimals.Length; digits < NanosecondDigits; digits++)
        {
            fraction *= 10;
        }

        if (whole > MaxSeconds)
        {
            return false;
        }

        time = (whole * NanosecondsPerSecond) + fraction;
        return true;
    }

    // [003]
    public static bool TryReadBracketedCpu(ReadOnlySpan<byte> field, out int cpu)
    {
        cpu = -1;
        return field is [(byte)'[', _, _, _, .., (byte)']'] && TryReadCpu(field[1..^1], out cpu);
    }

    public static bool TryReadCpu(ReadOnlySpan<byte> field, out int cpu) =>
        TryReadInteger(field, out cpu) && cpu is >= 0 and <= short.MaxValue;

    // 1234/1235
    public static bool TryReadPair(ReadOnlySpan<byte> field, out int process, out int thread)
    {
        thread = -1;
        process = -1;
        int slash = field.IndexOf((byte)'/');
        return slash > 0 && TryReadInteger(field[..slash], out process) && TryReadInteger(field[(slash + 1)..], out thread);
    }

    // U, K, HU …
    public static bool IsMisc(ReadOnlySpan<byte> field) => field.Length is > 0 and <= 6 && field.IndexOfAnyExcept(MiscFlags) < 0;

    // sched:sched_switch is one; cpu-clock:ppp and cycles:u are not: what follows their colon are modifiers. Nor is a
    // breakpoint, mem:0x401136:rw.
    public static bool IsTracepoint(ReadOnlySpan<byte> eventName)
    {
        int colon = eventName.LastIndexOf((byte)':');
        return colon >= 0 && eventName[(colon + 1)..].IndexOfAnyExcept(EventModifiers) >= 0 && !eventName.StartsWith("mem:0x"u8);
    }

    /// <summary>Whether a line has nothing but blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>Takes off a time of day at the end, or what perf prints in its place where the recording has none.</summary>
    public static ReadOnlySpan<byte> WithoutTimeOfDay(ReadOnlySpan<byte> columns)
    {
        columns = columns.TrimEnd((byte)' ');
        if (columns is [.., (byte)']'])
        {
            return columns;
        }

        int length = EndsWithTimeOfDay(columns, MicrosecondDigits) ? TimeOfDayLength + MicrosecondDigits
            : EndsWithTimeOfDay(columns, NanosecondDigits) ? TimeOfDayLength + NanosecondDigits
            : columns.EndsWith(" N/A"u8) ? "N/A".Length
            : 0;
        return columns[..^length].TrimEnd((byte)' ');
    }

    // 2026-11-22 19:05:15.833526
    private static bool EndsWithTimeOfDay(ReadOnlySpan<byte> text, int decimals) =>
        text.Length >= TimeOfDayLength + decimals && text[^(TimeOfDayLength + decimals)..] is
        [
            _, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)' ', _, _, (byte)':', _, _, (byte)':', _, _, (byte)'.', ..
        ]
        && text[^decimals..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
