using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>What an event was recorded with: the part of <c>perf_event_attr</c> that says how to read its samples.</summary>
internal sealed record EventAttribute
{
    /// <summary>The least that an attribute has: all up to its flags.</summary>
    public const int MinSize = 64;

    public const uint SoftwareType = 1;
    public const uint TracepointType = 2;

    public uint Type { get; private init; }

    public ulong Config { get; private init; }

    /// <summary>Events per sample; samples per second where <see cref="IsFrequency"/>.</summary>
    public ulong Period { get; private init; }

    public SampleFields Fields { get; private init; }

    public ulong ReadFormat { get; private init; }

    public ulong Flags { get; private init; }

    public ulong BranchFields { get; private init; }

    public ulong UserRegisters { get; private init; }

    public ulong InterruptRegisters { get; private init; }

    private int ClockId { get; init; }

    public bool IsFrequency => HasFlag(10);

    public bool ExcludesUser => HasFlag(4);

    public bool ExcludesKernel => HasFlag(5);

    public bool ExcludesHypervisor => HasFlag(6);

    /// <summary>How exactly the sampled instruction is the one that caused the event, 0 to 3.</summary>
    public int Precision => (int)((Flags >> 15) & 3);

    /// <summary>Whether records other than samples end in the sample's time, thread and the like, too.</summary>
    public bool IdentifiesAll => HasFlag(18);

    public bool ExcludesHost => HasFlag(19);

    public bool ExcludesGuest => HasFlag(20);

    /// <summary>Whether times are those of CLOCK_MONOTONIC, which runtimes use, too.</summary>
    public bool IsMonotonic => HasFlag(25) && ClockId == 1;

    /// <summary>Whether call chains stop where the kernel was entered, as the user's stack itself was recorded to be unwound later.</summary>
    public bool ExcludesUserChain => HasFlag(22);

    /// <summary>Bytes that end each record that is no sample.</summary>
    public int TrailerSize => IdentifiesAll
        ? 8 * System.Numerics.BitOperations.PopCount((ulong)(Fields
            & (SampleFields.Tid | SampleFields.Time | SampleFields.Id | SampleFields.StreamId | SampleFields.Cpu | SampleFields.Identifier)))
        : 0;

    /// <summary>Reads an attribute, however much of it this or a later version of perf has written.</summary>
    /// <param name="bytes">The attribute, at least <see cref="MinSize"/> bytes; what it is too short for is 0.</param>
    public static EventAttribute Parse(ReadOnlySpan<byte> bytes)
    {
        uint own = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        Span<byte> attribute = stackalloc byte[128];
        attribute.Clear();
        int length = (int)Math.Min(own < MinSize ? (uint)bytes.Length : own, Math.Min(bytes.Length, attribute.Length));
        bytes[..length].CopyTo(attribute);
        return new EventAttribute
        {
            Type = BinaryPrimitives.ReadUInt32LittleEndian(attribute),
            Config = BinaryPrimitives.ReadUInt64LittleEndian(attribute[8..]),
            Period = BinaryPrimitives.ReadUInt64LittleEndian(attribute[16..]),
            Fields = (SampleFields)BinaryPrimitives.ReadUInt64LittleEndian(attribute[24..]),
            ReadFormat = BinaryPrimitives.ReadUInt64LittleEndian(attribute[32..]),
            Flags = BinaryPrimitives.ReadUInt64LittleEndian(attribute[40..]),
            BranchFields = BinaryPrimitives.ReadUInt64LittleEndian(attribute[72..]),
            UserRegisters = BinaryPrimitives.ReadUInt64LittleEndian(attribute[80..]),
            ClockId = BinaryPrimitives.ReadInt32LittleEndian(attribute[92..]),
            InterruptRegisters = BinaryPrimitives.ReadUInt64LittleEndian(attribute[96..]),
        };
    }

    public bool Has(SampleFields field) => (Fields & field) != 0;

    private bool HasFlag(int bit) => ((Flags >> bit) & 1) != 0;
}
