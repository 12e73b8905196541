namespace FlameScope.Formats.Json;

/// <summary>Finds the next element of an array after something that is not JSON.</summary>
internal static class JsonRecovery
{
    /// <summary>Goes to where the element with the error ends or, from between two elements, to where an object begins.</summary>
    /// <param name="input">The text, from the error on.</param>
    /// <param name="open">How many objects and arrays are open at the error.</param>
    /// <param name="depth">How many are open between the array's elements.</param>
    /// <param name="needsComma">Whether no comma comes next.</param>
    /// <returns>Whether the array goes on, or ends properly.</returns>
    public static bool TryFindNext(JsonInput input, int open, int depth, out bool needsComma)
    {
        bool isInside = open > depth;
        while (true)
        {
            ReadOnlySpan<byte> text = input.Bytes;
            for (int i = text.IndexOfAny("\"{}[]"u8); i >= 0; i = Next(text, i + 1))
            {
                switch (text[i])
                {
                    case (byte)'"':
                        i = EndOfString(input, ref text, i);
                        break;
                    case (byte)'{' or (byte)'[' when !isInside && text[i] == '{':
                        needsComma = true;
                        input.Replace(i, []);
                        return true;
                    case (byte)'{' or (byte)'[':
                        open++;
                        isInside = true;
                        break;
                    default:
                        open--;
                        if (open < depth)
                        {
                            needsComma = false;
                            input.Replace(i, []);
                            return true;
                        }

                        if (open == depth && isInside)
                        {
                            return FoundEnd(input, i + 1, out needsComma);
                        }

                        break;
                }

                if (i < 0)
                {
                    break;
                }
            }

            if (!input.Advance(input.Bytes.Length))
            {
                needsComma = false;
                return false;
            }
        }
    }

    private static int Next(ReadOnlySpan<byte> text, int from)
    {
        int next = from < text.Length ? text[from..].IndexOfAny("\"{}[]"u8) : -1;
        return next < 0 ? -1 : from + next;
    }

    private static bool FoundEnd(JsonInput input, int consumed, out bool needsComma)
    {
        input.Replace(consumed, []);
        while (input.Bytes.TrimStart(" \t\r\n"u8) is [] && input.Advance(input.Bytes.Length))
        {
        }

        needsComma = input.Bytes.TrimStart(" \t\r\n"u8) is not ([] or [(byte)',' or (byte)']', ..]);
        return true;
    }

    // The place of the closing quote; -1 where everything that is in memory belongs to the string and to nothing more.
    private static int EndOfString(JsonInput input, ref ReadOnlySpan<byte> text, int quote)
    {
        bool isEscaped = false;
        int from = quote + 1;
        while (true)
        {
            int end = JsonEscapes.IndexOfQuote(text[from..], ref isEscaped);
            if (end >= 0)
            {
                return from + end;
            }

            if (!input.Advance(text.Length))
            {
                return -1;
            }

            text = input.Bytes;
            from = 0;
        }
    }
}
