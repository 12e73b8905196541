using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>
/// Recognises pprof, which has no magic: the fields of the outermost message have the types they must have, and the first of each kind
/// are messages of numbers as they must be.
/// </summary>
internal static class PprofSniffer
{
    private const int MaxFields = 200;
    private const int WantedMessages = 3;

    /// <param name="head">The beginning of the input.</param>
    public static FormatMatch Match(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || FirstField(head[0]) is 0 or > 15)
        {
            return FormatMatch.None;
        }

        WireReader reader = new(head.ToArray(), head.Length);
        int messages = 0;
        int fields = 0;
        try
        {
            for (; fields < MaxFields && reader.ReadTag(reader.Length) is var tag and not 0; fields++)
            {
                if (!IsKnown(tag) || !TryWalk(reader, tag, ref messages))
                {
                    // Damage further on is the reader's business.
                    return messages >= WantedMessages ? FormatMatch.Sure : FormatMatch.None;
                }
            }
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            // The head ends inside a field, or the input does. What is nothing but one long field may be anything.
        }

        return messages >= WantedMessages ? FormatMatch.Sure : messages > 0 && fields > 1 ? FormatMatch.Maybe : FormatMatch.None;
    }

    private static uint FirstField(byte tag) => tag < 0x80 ? (uint)tag >> WireType.Bits : 0;

    private static bool IsKnown(uint tag) => (tag >> WireType.Bits, WireType.Of(tag)) switch
    {
        ( >= 1 and <= 6 or 11 or 13, WireType.Bytes) => true,
        ( >= 7 and <= 10 or >= 12 and <= 15, WireType.Varint) => true,
        _ => false,
    };

    private static bool TryWalk(WireReader reader, uint tag, ref int messages)
    {
        if (tag is not (PprofField.SampleType or PprofField.Sample or PprofField.Mapping or PprofField.Location or PprofField.Function or PprofField.PeriodType))
        {
            reader.Skip(tag);
            return true;
        }

        int end = reader.Enter(reader.Length);
        int fields = 0;
        try
        {
            for (; reader.ReadTag(end) is var inner and not 0; fields++)
            {
                if (!IsFieldOf(tag, inner))
                {
                    return false;
                }

                reader.Skip(inner);
            }
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            return false;
        }

        messages += fields > 0 ? 1 : 0;
        return true;
    }

    private static bool IsFieldOf(uint message, uint tag) => (message, tag >> WireType.Bits, WireType.Of(tag)) switch
    {
        (PprofField.SampleType or PprofField.PeriodType, 1 or 2, WireType.Varint) => true,
        (PprofField.Sample, 1 or 2, WireType.Varint or WireType.Bytes) => true,
        (PprofField.Sample, 3, WireType.Bytes) => true,
        (PprofField.Mapping, >= 1 and <= 10, WireType.Varint) => true,
        (PprofField.Location, 1 or 2 or 3 or 5, WireType.Varint) => true,
        (PprofField.Location, 4, WireType.Bytes) => true,
        (PprofField.Function, >= 1 and <= 5, WireType.Varint) => true,
        _ => false,
    };
}
