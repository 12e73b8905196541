namespace FlameScope.Formats;

/// <summary>What a recording says of the code whose names are wanted.</summary>
/// <remarks>Two modules with equal properties are the same module.</remarks>
public sealed record SymbolModule
{
    /// <summary>The file's path as recorded, such as <c>/usr/lib/libc.so.6</c>, <c>[vdso]</c> or <c>[kernel.kallsyms]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of code it is, and so what its addresses mean.</summary>
    public required SymbolModuleKind Kind { get; init; }

    /// <summary>The build id as lower-case hexadecimal digits; empty where the recording has none.</summary>
    public string BuildId { get; init; } = "";

    /// <summary>The process whose memory holds the code; -1 where that does not matter, as for files and the kernel.</summary>
    public int ProcessId { get; init; } = -1;

    /// <summary>The process id inside the process's own PID namespace, by which a runtime names its maps; -1 where unknown or the same.</summary>
    public int NamespaceProcessId { get; init; } = -1;

    /// <summary>
    /// For the kernel, the symbol whose address in the recorded kernel is <see cref="RelocationAddress"/>, such as <c>_text</c>; empty where
    /// unknown. It tells how far the kernel was moved at boot.
    /// </summary>
    public string RelocationSymbol { get; init; } = "";

    /// <summary>The recorded address of <see cref="RelocationSymbol"/>.</summary>
    public ulong RelocationAddress { get; init; }

    /// <summary>
    /// For the kernel, how many bytes from <see cref="RelocationSymbol"/> on are its code; 0 where unknown. A list of symbols without a build id
    /// is believed where its own code is as long.
    /// </summary>
    public ulong MappedSize { get; init; }
}
