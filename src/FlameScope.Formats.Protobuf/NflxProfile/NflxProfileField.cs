using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>Tags of nflxprofile's messages.</summary>
internal static class NflxProfileField
{
    public const uint StartTime = (1 << WireType.Bits) | WireType.Fixed64;
    public const uint EndTime = (2 << WireType.Bits) | WireType.Fixed64;
    public const uint Sample = (3 << WireType.Bits) | WireType.Varint;
    public const uint Samples = (3 << WireType.Bits) | WireType.Bytes;
    public const uint TimeDelta = (4 << WireType.Bits) | WireType.Fixed64;
    public const uint TimeDeltas = (4 << WireType.Bits) | WireType.Bytes;
    public const uint NodeEntry = (5 << WireType.Bits) | WireType.Bytes;
    public const uint Parameter = (8 << WireType.Bits) | WireType.Bytes;
    public const uint Cpu = (9 << WireType.Bits) | WireType.Varint;
    public const uint Cpus = (9 << WireType.Bits) | WireType.Bytes;
    public const uint Pid = (10 << WireType.Bits) | WireType.Varint;
    public const uint Pids = (10 << WireType.Bits) | WireType.Bytes;
    public const uint Tid = (11 << WireType.Bits) | WireType.Varint;
    public const uint Tids = (11 << WireType.Bits) | WireType.Bytes;
    public const uint Value = (12 << WireType.Bits) | WireType.Varint;
    public const uint Values = (12 << WireType.Bits) | WireType.Bytes;
    public const uint IdleSampleCount = (13 << WireType.Bits) | WireType.Varint;

    public const uint NodeKey = (1 << WireType.Bits) | WireType.Varint;
    public const uint NodeValue = (2 << WireType.Bits) | WireType.Bytes;

    public const uint NodeName = (1 << WireType.Bits) | WireType.Bytes;
    public const uint NodeChild = (3 << WireType.Bits) | WireType.Varint;
    public const uint NodeChildren = (3 << WireType.Bits) | WireType.Bytes;
    public const uint NodeLibrary = (4 << WireType.Bits) | WireType.Bytes;
    public const uint NodeParent = (5 << WireType.Bits) | WireType.Varint;
    public const uint NodePid = (6 << WireType.Bits) | WireType.Varint;
    public const uint NodeTid = (7 << WireType.Bits) | WireType.Varint;
    public const uint NodeCpu = (8 << WireType.Bits) | WireType.Varint;
    public const uint NodeWeight = (9 << WireType.Bits) | WireType.Varint;
    public const uint NodeFrame = (10 << WireType.Bits) | WireType.Bytes;
    public const uint NodeFile = (11 << WireType.Bits) | WireType.Bytes;

    public const uint FrameName = (1 << WireType.Bits) | WireType.Bytes;
    public const uint FrameLibrary = (2 << WireType.Bits) | WireType.Bytes;
    public const uint FrameFile = (3 << WireType.Bits) | WireType.Bytes;

    public const uint EntryKey = (1 << WireType.Bits) | WireType.Bytes;
    public const uint EntryValue = (2 << WireType.Bits) | WireType.Bytes;
}
