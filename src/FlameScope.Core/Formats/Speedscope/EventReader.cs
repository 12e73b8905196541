using System.Text.Json;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Speedscope;

/// <summary>Reads events of evented profiles: <c>{"type":"O","frame":12,"at":3.082798}</c>.</summary>
internal static class EventReader
{
    private const int MaxPlainFrame = 1_000_000_000;

    /// <summary>Reads a plain event.</summary>
    /// <param name="item">The object.</param>
    /// <param name="read">The event.</param>
    /// <param name="at">When it is, in billionths of the profile's unit.</param>
    /// <returns>Whether it is one; if not, it has to be read token by token.</returns>
    public static bool TryRead(in JsonObject item, out RawEvent read, out long at)
    {
        byte type = 0;
        long frame = -1;
        bool hasTime = false;
        at = 0;
        foreach (ref readonly JsonMember member in item.Members)
        {
            ReadOnlySpan<byte> name = item.NameOf(member);
            if (name.SequenceEqual("type"u8))
            {
                type = member is { Kind: JsonMemberKind.Text, Length: 1 } ? item.ValueOf(member)[0] : (byte)0;
            }
            else if (name.SequenceEqual("frame"u8))
            {
                frame = member.Kind == JsonMemberKind.Number && item.TryGetNumber(member, 0, out long index) && item.ValueOf(member).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? index : -1;
            }
            else if (name.SequenceEqual("at"u8))
            {
                hasTime = item.TryGetNumber(member, FixedNumber.Decimals, out at) && at is >= -FixedNumber.MaxBillionths and <= FixedNumber.MaxBillionths;
            }
        }

        read = default;
        if (type is not ((byte)'O' or (byte)'C') || frame is < 0 or > MaxPlainFrame || !hasTime)
        {
            return false;
        }

        read = new RawEvent((int)frame, type == 'O' ? item.Offset : ~item.Offset);
        return true;
    }

    /// <summary>Reads an event token by token.</summary>
    /// <param name="json">At the object's beginning; then at its end, or where reading is over.</param>
    /// <param name="offset">Where it begins in the text.</param>
    /// <param name="read">The event.</param>
    /// <param name="time">When it is, in the profile's unit.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ref JsonCursor json, long offset, out RawEvent read, out FixedNumber time)
    {
        bool? opens = null;
        int frame = -1;
        FixedNumber? at = null;
        while (json.ReadMember())
        {
            if (json.Is("type"u8))
            {
                opens = json.TryReadText(out ReadOnlySpan<byte> text) ? text is [(byte)'O'] ? true : text is [(byte)'C'] ? false : null : null;
            }
            else if (json.Is("frame"u8))
            {
                frame = json.Read() && TryReadIndex(ref json, out int index) ? index : -1;
            }
            else if (json.Is("at"u8))
            {
                at = json.Read() && FixedNumber.TryRead(ref json, out FixedNumber number) ? number : null;
                if (at is null)
                {
                    json.Skip();
                }
            }
            else
            {
                json.Skip();
            }
        }

        time = at ?? default;
        read = new RawEvent(frame, opens == true ? offset : ~offset);
        return !json.HasEnded && opens is not null && frame >= 0 && at is not null;
    }

    /// <summary>Reads the current value, where it is a place in the table of frames; any other value is passed over.</summary>
    public static bool TryReadIndex(ref JsonCursor json, out int index)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            ReadOnlySpan<byte> digits = json.Text;
            long value = 0;
            foreach (byte digit in digits.Length <= 10 ? digits : [])
            {
                value = digit is >= (byte)'0' and <= (byte)'9' ? (value * 10) + (digit - '0') : long.MaxValue / 20;
            }

            index = (int)Math.Min(value, int.MaxValue);
            return value < int.MaxValue && digits.Length <= 10;
        }

        json.Skip();
        index = 0;
        return false;
    }
}
