namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Tells from a module's name where its code comes from.</summary>
internal static class ModuleKind
{
    /// <param name="module">The module, as the profiler names it; empty where it names none, as Go does for the program itself.</param>
    public static FrameKind Of(ReadOnlySpan<byte> module)
    {
        ReadOnlySpan<byte> file = module[(module.LastIndexOf((byte)'/') + 1)..];
        return IsKernel(module, file) ? FrameKind.Kernel : IsJit(module, file) ? FrameKind.Jit : FrameKind.User;
    }

    // [kernel.kallsyms], [kernel.kallsyms]_text, [kernel], vmlinux-6.1, nf_tables.ko.xz, bpf_prog_6deef7357e7b4530
    private static bool IsKernel(ReadOnlySpan<byte> module, ReadOnlySpan<byte> file) =>
        module.StartsWith("[kernel"u8) || module.StartsWith("[guest.kernel"u8) || module.StartsWith("bpf_prog_"u8)
        || file.SequenceEqual("vmlinux"u8) || file.StartsWith("vmlinux-"u8) || file.StartsWith("vmlinux."u8)
        || file.EndsWith(".ko"u8) || file.EndsWith(".ko.gz"u8) || file.EndsWith(".ko.xz"u8) || file.EndsWith(".ko.zst"u8);

    // /tmp/perf-1234.map, jitted-1234-5.so, /memfd:doublemapper (deleted), [anon], //anon, [anon:v8]
    private static bool IsJit(ReadOnlySpan<byte> module, ReadOnlySpan<byte> file) =>
        (file.StartsWith("perf-"u8) && file.EndsWith(".map"u8))
        || (file.StartsWith("jitted-"u8) && file.EndsWith(".so"u8))
        || file.StartsWith("memfd:doublemapper"u8)
        || module.StartsWith("[anon"u8) || module.SequenceEqual("//anon"u8) || module.StartsWith("[JIT]"u8);
}
