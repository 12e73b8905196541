namespace FlameScope.Formats.PerfData;

/// <summary>What a place in a call chain is.</summary>
internal enum ChainMode : byte
{
    /// <summary>No address: a mark, or the process that a chain is of.</summary>
    None = 0,

    /// <summary>An address of the process.</summary>
    User,

    /// <summary>An address of the kernel, or of what runs below it.</summary>
    Kernel,

    /// <summary>An address of a guest, of which nothing is known.</summary>
    Elsewhere,
}
