using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.Json;

/// <summary>Reads runs of plain numbers from the bytes of a JSON text, eight digits at once.</summary>
internal static class JsonRuns
{
    /// <summary>Stands for null among numbers.</summary>
    public const long Null = long.MinValue;

    // No number that is read here, with what stands around it, is longer; blanks aside.
    private const int Margin = 48;
    private const int MaxDigits = 18;
    private const int WordDigits = 8;
    private const int MaxShortDecimals = MaxDigits - WordDigits + 1;

    private static readonly long[] Powers = MakePowers();

    private static ReadOnlySpan<byte> NullText => "null"u8;

    /// <summary>Reads numbers, each after a comma.</summary>
    /// <param name="text">The text in memory.</param>
    /// <param name="place">After an element; then after the last number that was read.</param>
    /// <param name="decimals">Decimals of the wanted unit, 0 to 18.</param>
    /// <param name="numbers">Where they go.</param>
    /// <param name="isAtEdge">Whether the text has to go on for more of them.</param>
    /// <returns>How many were read.</returns>
    public static int ReadNumbers(ReadOnlySpan<byte> text, ref int place, int decimals, Span<long> numbers, out bool isAtEdge)
    {
        int edge = text.Length - Margin;
        int count = 0;
        int next = place;
        isAtEdge = false;
        while (count < numbers.Length)
        {
            if (decimals <= MaxShortDecimals && ReadShort(text, next, edge, Powers[decimals], numbers[count..], out next) is > 0 and int few)
            {
                count += few;
                place = next;
                continue;
            }

            if (!TrySkipComma(text, ref next, edge, ref isAtEdge) || !TryReadNumber(text, ref next, decimals, out numbers[count]) || !EndsNumber(text[next]))
            {
                break;
            }

            count++;
            place = next;
        }

        return count;
    }

    // Most numbers are whole, of a few digits, with a comma before them and one after them.
    private static int ReadShort(ReadOnlySpan<byte> text, int place, int edge, long unit, Span<long> numbers, out int next)
    {
        next = place;
        for (int count = 0; count < numbers.Length; count++)
        {
            if (next > edge || text[next] != ',')
            {
                return count;
            }

            int after = next + 1;
            if (!TryReadShort(text, ref after, out long number, out byte end) || !EndsNumber(end))
            {
                return count;
            }

            numbers[count] = number * unit;
            next = after;
        }

        return numbers.Length;
    }

    // A whole number of at most seven digits, and what stands after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadShort(ReadOnlySpan<byte> text, ref int next, out long number, out byte end)
    {
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text[next..]);
        int digits = DigitsIn(word);
        (number, end) = (0, 0);
        if (digits is 0 or WordDigits || (digits > 1 && (byte)word == '0'))
        {
            return false;
        }

        number = ValueOf(word, digits);
        end = (byte)(word >> (8 * digits));
        next += digits;
        return true;
    }

    /// <summary>Reads an array of whole numbers, after a comma.</summary>
    /// <param name="text">The text in memory.</param>
    /// <param name="place">After an element; then after the array, if it was read.</param>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isAtEdge">Whether the text has to go on for the array to be read.</param>
    public static bool TryReadList(ReadOnlySpan<byte> text, ref int place, Span<int> numbers, out int count, out bool isAtEdge)
    {
        int edge = text.Length - Margin;
        int next = place;
        count = 0;
        isAtEdge = false;
        if (!TrySkipComma(text, ref next, edge, ref isAtEdge) || text[next] != '[')
        {
            return false;
        }

        next = SkipBlanks(text, next + 1);
        if ((uint)next < (uint)text.Length && text[next] == ']')
        {
            place = next + 1;
            return true;
        }

        while (true)
        {
            next = SkipBlanks(text, next);
            if (next > edge)
            {
                isAtEdge = true;
                return false;
            }

            int after = next;
            if (TryReadShort(text, ref after, out long few, out byte end) && count < numbers.Length && end is (byte)',' or (byte)']')
            {
                numbers[count++] = (int)few;
                next = after + 1;
                if (end == ']')
                {
                    place = next;
                    return true;
                }

                continue;
            }

            if (count == numbers.Length || !TryReadDigits(text, ref next, out long number, out int digits) || digits > WordDigits + 1)
            {
                return false;
            }

            numbers[count++] = (int)number;
            next = SkipBlanks(text, next);
            if (next > edge)
            {
                isAtEdge = true;
                return false;
            }

            if (text[next++] is var mark && mark != ',')
            {
                place = next;
                return mark == ']';
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySkipComma(ReadOnlySpan<byte> text, ref int next, int edge, ref bool isAtEdge)
    {
        if ((uint)next < (uint)text.Length && text[next] != ',')
        {
            next = SkipBlanks(text, next);
        }

        if ((uint)next >= (uint)text.Length || text[next] != ',')
        {
            isAtEdge = next >= text.Length;
            return false;
        }

        next = SkipBlanks(text, next + 1);
        isAtEdge = next > edge;
        return !isAtEdge;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ReadOnlySpan<byte> text, int next)
    {
        while ((uint)next < (uint)text.Length && text[next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            next++;
        }

        return next;
    }

    // A number ends before a comma, a bracket or a blank; what else may follow it, the tokenizer knows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsNumber(byte next) => next is (byte)',' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    // 12, -12, 12.25, null; rounded to the nearest in the wanted unit, halves away from zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadNumber(ReadOnlySpan<byte> text, ref int next, int decimals, out long number)
    {
        bool isNegative = text[next] == '-';
        next += isNegative ? 1 : 0;
        if (!TryReadDigits(text, ref next, out number, out int digits))
        {
            bool isNull = !isNegative && text[next..].StartsWith(NullText);
            number = Null;
            next += NullText.Length;
            return isNull;
        }

        int shift = decimals;
        if (text[next] == '.')
        {
            next++;
            if (!TryReadFraction(text, ref next, out long fraction, out int places) || digits + places > MaxDigits)
            {
                return false;
            }

            number = (number * Powers[places]) + fraction;
            digits += places;
            shift -= places;
        }

        if (shift != 0 && !TryShift(ref number, digits, shift))
        {
            return false;
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static bool TryShift(ref long number, int digits, int shift)
    {
        if (shift < 0)
        {
            long unit = Powers[-shift];
            number = (number + (unit / 2)) / unit;
            return true;
        }

        number *= Powers[shift];
        return digits + shift <= MaxDigits;
    }

    // Digits without a leading zero, as JSON wants them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDigits(ReadOnlySpan<byte> text, ref int next, out long number, out int digits) =>
        TryReadFraction(text, ref next, out number, out digits) && (digits == 1 || text[next - digits] != '0');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadFraction(ReadOnlySpan<byte> text, ref int next, out long number, out int digits)
    {
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text[next..]);
        digits = DigitsIn(word);
        if (digits < WordDigits)
        {
            number = ValueOf(word, digits);
            next += digits;
            return digits > 0;
        }

        return TryReadLong(text, ref next, word, out number, out digits);
    }

    private static bool TryReadLong(ReadOnlySpan<byte> text, ref int next, ulong word, out long number, out int digits)
    {
        number = ValueOf(word, WordDigits);
        next += WordDigits;
        digits = WordDigits;
        while (true)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(text[next..]);
            int more = DigitsIn(word);
            digits += more;
            if (digits > MaxDigits)
            {
                return false;
            }

            number = (number * Powers[more]) + ValueOf(word, more);
            next += more;
            if (more < WordDigits)
            {
                return true;
            }
        }
    }

    // The high bit of a byte is set where it is no digit; the first of those counts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitsIn(ulong word)
    {
        ulong other = word ^ 0x3030303030303030;
        return BitOperations.TrailingZeroCount((other | (other + 0x7676767676767676)) & 0x8080808080808080) >> 3;
    }

    // Moves the digits to the end, zeros before them, and adds up neighbours: by two, by four, by eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ValueOf(ulong word, int digits)
    {
        if (digits == 0)
        {
            return 0;
        }

        ulong value = (word & 0x0f0f0f0f0f0f0f0f) << (64 - (8 * digits));
        value = (value * 10) + (value >> 8);
        return (long)((((value & 0x000000ff000000ff) * 0x000f424000000064) + (((value >> 16) & 0x000000ff000000ff) * 0x0000271000000001)) >> 32);
    }

    private static long[] MakePowers()
    {
        long[] powers = new long[MaxDigits + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
