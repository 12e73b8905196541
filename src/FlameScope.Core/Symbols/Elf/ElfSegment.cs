namespace FlameScope.Symbols.Elf;

/// <summary>A program header: a piece of the file as it lies in memory.</summary>
internal readonly record struct ElfSegment
{
    public const uint Load = 1;
    public const uint Note = 4;

    private const uint ExecutableFlag = 1;
    private const ulong Page = 4096;

    public uint Type { get; init; }

    public uint Flags { get; init; }

    public ulong Offset { get; init; }

    public ulong Address { get; init; }

    public ulong FileSize { get; init; }

    public bool IsExecutable => (Flags & ExecutableFlag) != 0;

    /// <summary>Whether a mapping of the segment holds an offset; mappings begin and end at pages.</summary>
    public bool Holds(ulong offset) =>
        FileSize > 0 && offset >= (Offset & ~(Page - 1)) && offset - (Offset & ~(Page - 1)) < FileSize + (Offset & (Page - 1)) + Page;

    public bool HoldsExactly(ulong offset) => offset >= Offset && offset - Offset < FileSize;
}
