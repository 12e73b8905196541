namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>The low three bits of a tag: how the value after it is encoded.</summary>
internal static class WireType
{
    public const uint Varint = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint StartGroup = 3;
    public const uint EndGroup = 4;
    public const uint Fixed32 = 5;

    /// <summary>Number of low bits that hold the type; the field's number is above them.</summary>
    public const int Bits = 3;

    private const uint Mask = (1 << Bits) - 1;

    public static uint Of(uint tag) => tag & Mask;
}
