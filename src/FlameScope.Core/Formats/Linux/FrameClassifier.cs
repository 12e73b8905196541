using FlameScope.Samples;

namespace FlameScope.Formats.Linux;

/// <summary>Tells from perf's name of a module where its code comes from.</summary>
internal static class FrameClassifier
{
    public static FrameKind KindOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        if (module.IsEmpty || module.SequenceEqual(UnknownName.Utf8))
        {
            return FrameKind.Unknown;
        }

        if (module.SequenceEqual("inlined"u8))
        {
            return FrameKind.Inlined;
        }

        if (IsAnonymous(module))
        {
            return symbol.SequenceEqual(UnknownName.Utf8) ? FrameKind.Unknown : FrameKind.Jit;
        }

        return IsJit(module) ? FrameKind.Jit : IsKernel(module) ? FrameKind.Kernel : FrameKind.User;
    }

    // //anon, [anon], [anon:dalvik-jit-code-cache]
    private static bool IsAnonymous(ReadOnlySpan<byte> module) =>
        module.SequenceEqual("//anon"u8) || module.SequenceEqual("[anon]"u8) || module.StartsWith("[anon:"u8);

    // /tmp/perf-1234.map, /tmp/jitted-1234-5.so, /memfd:doublemapper (deleted), [JIT] tid 1234; on Android [JIT app cache],
    // /memfd:jit-cache (deleted), /dev/ashmem/dalvik-jit-code-cache (deleted)
    private static bool IsJit(ReadOnlySpan<byte> module)
    {
        ReadOnlySpan<byte> file = FileNameOf(module);
        return (file.StartsWith("perf-"u8) && file.EndsWith(".map"u8) && IsDigits(file[5..^4]))
            || (file.StartsWith("jitted-"u8) && file.EndsWith(".so"u8))
            || file.StartsWith("memfd:doublemapper"u8)
            || file.StartsWith("memfd:jit-"u8) || file.StartsWith("dalvik-jit-"u8)
            || module.StartsWith("[JIT]"u8) || module.StartsWith("[JIT "u8);
    }

    private static bool IsKernel(ReadOnlySpan<byte> module)
    {
        if (module is [(byte)'[', .., (byte)']'])
        {
            return !IsPseudoModule(module);
        }

        ReadOnlySpan<byte> file = FileNameOf(module);
        return file.SequenceEqual("vmlinux"u8) || file.StartsWith("vmlinux-"u8) || file.StartsWith("vmlinux."u8)
            || file.EndsWith(".ko"u8) || file.EndsWith(".ko.gz"u8) || file.EndsWith(".ko.xz"u8) || file.EndsWith(".ko.zst"u8)
            || module.StartsWith("bpf_prog_"u8) || module.StartsWith("[kernel.kallsyms]"u8) || module.StartsWith("[guest.kernel.kallsyms"u8);
    }

    // [kernel.kallsyms] and [nf_conntrack] are the kernel; these only look like it.
    private static bool IsPseudoModule(ReadOnlySpan<byte> module) =>
        module.SequenceEqual("[vdso]"u8) || module.SequenceEqual("[vdso32]"u8) || module.SequenceEqual("[vsyscall]"u8)
        || module.SequenceEqual("[stack]"u8) || module.SequenceEqual("[heap]"u8) || module.SequenceEqual("[uprobes]"u8);

    private static ReadOnlySpan<byte> FileNameOf(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
