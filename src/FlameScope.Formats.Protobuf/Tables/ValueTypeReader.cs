using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Reads the message ValueType, which pprof and OpenTelemetry have in the same form.</summary>
internal static class ValueTypeReader
{
    private const uint Type = (1 << WireType.Bits) | WireType.Varint;
    private const uint Unit = (2 << WireType.Bits) | WireType.Varint;

    /// <returns>Indices of the string table, and whether there are fields that neither format has today.</returns>
    public static (long Type, long Unit, bool HasMore) Read(WireReader reader, int end)
    {
        (long type, long unit, bool hasMore) = (0, 0, false);
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case Type:
                    type = reader.ReadVarint();
                    break;
                case Unit:
                    unit = reader.ReadVarint();
                    break;
                default:
                    hasMore = true;
                    reader.Skip(tag);
                    break;
            }
        }

        return (type, unit, hasMore);
    }
}
