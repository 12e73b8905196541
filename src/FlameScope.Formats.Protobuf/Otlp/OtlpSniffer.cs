using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Recognises OpenTelemetry profiles, which have no magic: three messages in one another, or a dictionary with strings.</summary>
internal static class OtlpSniffer
{
    private const int MaxFields = 1000;
    private const int ProfileLevel = 3;

    /// <param name="head">The beginning of the input.</param>
    public static FormatMatch Match(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head[0] is not ((byte)OtlpField.ResourceProfiles or (byte)OtlpField.Dictionary))
        {
            return FormatMatch.None;
        }

        WireReader reader = new(head.ToArray(), head.Length);
        int fields = 0;
        try
        {
            for (; fields < MaxFields && reader.ReadTag(reader.Length) is var tag and not 0; fields++)
            {
                bool? isIt = tag == OtlpField.ResourceProfiles ? HasProfile(reader, reader.EnterPart(reader.Length), 1)
                    : tag == OtlpField.Dictionary ? IsDictionary(reader, reader.EnterPart(reader.Length))
                    : false;
                if (isIt is bool sure)
                {
                    return sure ? FormatMatch.Sure : FormatMatch.None;
                }
            }
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            // The head ends inside a field, or the input does.
        }

        return FormatMatch.None;
    }

    // Whether it is a profile in the end; null where what is there leaves it open.
    private static bool? HasProfile(WireReader reader, int end, int level)
    {
        while (reader.ReadTag(end) is var tag and not 0)
        {
            if (level == ProfileLevel)
            {
                return WireType.Of(tag) is not (WireType.StartGroup or WireType.EndGroup or WireType.Fixed32) && tag >> WireType.Bits <= 15;
            }

            if (WireType.Of(tag) != WireType.Bytes || tag >> WireType.Bits is < 1 or > 3)
            {
                return false;
            }

            if (tag != OtlpField.ScopeProfiles)
            {
                reader.Skip(tag);
            }
            else if (HasProfile(reader, reader.EnterPart(end), level + 1) is bool known)
            {
                return known;
            }
        }

        return null;
    }

    // Its tables are all messages or strings; an empty string comes first.
    private static bool? IsDictionary(WireReader reader, int end)
    {
        while (reader.ReadTag(end) is var tag and not 0)
        {
            if (WireType.Of(tag) != WireType.Bytes || tag >> WireType.Bits is < 1 or > 7)
            {
                return false;
            }

            if (tag == OtlpField.StringTable)
            {
                return reader.ReadBytes(end).Length == 0;
            }

            reader.Skip(tag);
        }

        return null;
    }
}
