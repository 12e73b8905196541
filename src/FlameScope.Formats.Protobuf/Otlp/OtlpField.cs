using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Tags of OpenTelemetry's messages (profiles/v1development/profiles.proto, common.proto, resource.proto).</summary>
internal static class OtlpField
{
    public const uint ResourceProfiles = (1 << WireType.Bits) | WireType.Bytes;
    public const uint Dictionary = (2 << WireType.Bits) | WireType.Bytes;

    public const uint MappingTable = (1 << WireType.Bits) | WireType.Bytes;
    public const uint LocationTable = (2 << WireType.Bits) | WireType.Bytes;
    public const uint FunctionTable = (3 << WireType.Bits) | WireType.Bytes;
    public const uint StringTable = (5 << WireType.Bits) | WireType.Bytes;
    public const uint AttributeTable = (6 << WireType.Bits) | WireType.Bytes;
    public const uint StackTable = (7 << WireType.Bits) | WireType.Bytes;

    public const uint MappingFile = (4 << WireType.Bits) | WireType.Varint;
    public const uint MappingAttribute = (5 << WireType.Bits) | WireType.Varint;
    public const uint MappingAttributes = (5 << WireType.Bits) | WireType.Bytes;

    public const uint LocationMapping = (1 << WireType.Bits) | WireType.Varint;
    public const uint LocationLine = (3 << WireType.Bits) | WireType.Bytes;
    public const uint LocationAttribute = (4 << WireType.Bits) | WireType.Varint;
    public const uint LocationAttributes = (4 << WireType.Bits) | WireType.Bytes;

    public const uint FunctionName = (1 << WireType.Bits) | WireType.Varint;
    public const uint FunctionSystemName = (2 << WireType.Bits) | WireType.Varint;
    public const uint FunctionFile = (3 << WireType.Bits) | WireType.Varint;
    public const uint FunctionStartLine = (4 << WireType.Bits) | WireType.Varint;

    public const uint StackLocation = (1 << WireType.Bits) | WireType.Varint;
    public const uint StackLocations = (1 << WireType.Bits) | WireType.Bytes;

    // Of the list of attribute units that stood here before there were stacks.
    public const uint FormerAttributeUnit = (2 << WireType.Bits) | WireType.Varint;

    public const uint AttributeKey = (1 << WireType.Bits) | WireType.Varint;
    public const uint AttributeValue = (2 << WireType.Bits) | WireType.Bytes;
    public const uint FormerAttributeKey = (1 << WireType.Bits) | WireType.Bytes;

    public const uint KeyText = (1 << WireType.Bits) | WireType.Bytes;
    public const uint KeyValue = (2 << WireType.Bits) | WireType.Bytes;
    public const uint KeyIndex = (3 << WireType.Bits) | WireType.Varint;

    public const uint ValueText = (1 << WireType.Bits) | WireType.Bytes;
    public const uint ValueFlag = (2 << WireType.Bits) | WireType.Varint;
    public const uint ValueNumber = (3 << WireType.Bits) | WireType.Varint;
    public const uint ValueTextIndex = (8 << WireType.Bits) | WireType.Varint;

    public const uint Resource = (1 << WireType.Bits) | WireType.Bytes;
    public const uint ScopeProfiles = (2 << WireType.Bits) | WireType.Bytes;
    public const uint ResourceAttribute = (1 << WireType.Bits) | WireType.Bytes;
    public const uint Profile = (2 << WireType.Bits) | WireType.Bytes;

    public const uint ProfileSampleType = (1 << WireType.Bits) | WireType.Bytes;
    public const uint ProfileSample = (2 << WireType.Bits) | WireType.Bytes;
    public const uint ProfileAttribute = (11 << WireType.Bits) | WireType.Varint;
    public const uint ProfileAttributes = (11 << WireType.Bits) | WireType.Bytes;

    // Fields of a profile as they were before there were stacks, in v1development and in v1experimental.
    public const uint FormerLocationIndices = (3 << WireType.Bits) | WireType.Bytes;
    public const uint FormerTables = (6 << WireType.Bits) | WireType.Bytes;
    public const uint FormerStartTime = (2 << WireType.Bits) | WireType.Fixed64;

    public const uint SampleStack = (1 << WireType.Bits) | WireType.Varint;
    public const uint SampleAttribute = (2 << WireType.Bits) | WireType.Varint;
    public const uint SampleAttributes = (2 << WireType.Bits) | WireType.Bytes;
    public const uint SampleValue = (4 << WireType.Bits) | WireType.Varint;
    public const uint SampleValues = (4 << WireType.Bits) | WireType.Bytes;
    public const uint SampleTime = (5 << WireType.Bits) | WireType.Fixed64;
    public const uint SampleTimes = (5 << WireType.Bits) | WireType.Bytes;
}
