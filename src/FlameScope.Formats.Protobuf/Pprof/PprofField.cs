using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>Tags of pprof's messages (profile.proto).</summary>
internal static class PprofField
{
    public const uint SampleType = (1 << WireType.Bits) | WireType.Bytes;
    public const uint Sample = (2 << WireType.Bits) | WireType.Bytes;
    public const uint Mapping = (3 << WireType.Bits) | WireType.Bytes;
    public const uint Location = (4 << WireType.Bits) | WireType.Bytes;
    public const uint Function = (5 << WireType.Bits) | WireType.Bytes;
    public const uint String = (6 << WireType.Bits) | WireType.Bytes;
    public const uint TimeNanos = (9 << WireType.Bits) | WireType.Varint;
    public const uint DurationNanos = (10 << WireType.Bits) | WireType.Varint;
    public const uint PeriodType = (11 << WireType.Bits) | WireType.Bytes;
    public const uint Period = (12 << WireType.Bits) | WireType.Varint;
    public const uint DefaultSampleType = (14 << WireType.Bits) | WireType.Varint;

    public const uint SampleLocation = (1 << WireType.Bits) | WireType.Varint;
    public const uint SampleLocations = (1 << WireType.Bits) | WireType.Bytes;
    public const uint SampleValue = (2 << WireType.Bits) | WireType.Varint;
    public const uint SampleValues = (2 << WireType.Bits) | WireType.Bytes;
    public const uint SampleLabel = (3 << WireType.Bits) | WireType.Bytes;

    public const uint LabelKey = (1 << WireType.Bits) | WireType.Varint;
    public const uint LabelText = (2 << WireType.Bits) | WireType.Varint;
    public const uint LabelNumber = (3 << WireType.Bits) | WireType.Varint;
    public const uint LabelUnit = (4 << WireType.Bits) | WireType.Varint;

    public const uint MappingId = (1 << WireType.Bits) | WireType.Varint;
    public const uint MappingFile = (5 << WireType.Bits) | WireType.Varint;

    public const uint LocationId = (1 << WireType.Bits) | WireType.Varint;
    public const uint LocationMapping = (2 << WireType.Bits) | WireType.Varint;
    public const uint LocationLine = (4 << WireType.Bits) | WireType.Bytes;

    public const uint FunctionId = (1 << WireType.Bits) | WireType.Varint;
    public const uint FunctionName = (2 << WireType.Bits) | WireType.Varint;
    public const uint FunctionSystemName = (3 << WireType.Bits) | WireType.Varint;
    public const uint FunctionFile = (4 << WireType.Bits) | WireType.Varint;
    public const uint FunctionStartLine = (5 << WireType.Bits) | WireType.Varint;
}
