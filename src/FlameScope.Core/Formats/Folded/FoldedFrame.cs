using FlameScope.Samples;

namespace FlameScope.Formats.Folded;

/// <summary>One name of a folded stack, with the kind that stackcollapse and async-profiler write after it.</summary>
internal static class FoldedFrame
{
    /// <summary>Adds a frame: <c>do_syscall_64_[k]</c>, <c>java/lang/Thread.run_[j]</c>, <c>String.hashCode_[i]</c>, or a bare name.</summary>
    public static FrameId AddTo(SampleStoreBuilder builder, ReadOnlySpan<byte> name)
    {
        FrameKind kind = KindOf(name);
        ReadOnlySpan<byte> symbol = HasSuffix(name) ? name[..^4] : name;
        return builder.AddFrame(symbol.IsEmpty ? UnknownName.Utf8 : symbol, [], kind);
    }

    /// <summary>Whether a kind follows the name.</summary>
    public static bool HasSuffix(ReadOnlySpan<byte> name) =>
        name is [_, .., (byte)'_', (byte)'[', (byte)'k' or (byte)'j' or (byte)'i' or (byte)'0' or (byte)'1', (byte)']'];

    // 0 is interpreted, 1 the first compiler of the Java machine.
    private static FrameKind KindOf(ReadOnlySpan<byte> name) => HasSuffix(name)
        ? name[^2] switch
        {
            (byte)'k' => FrameKind.Kernel,
            (byte)'i' => FrameKind.Inlined,
            _ => FrameKind.Jit,
        }
        : name.IsEmpty || name.SequenceEqual(UnknownName.Utf8) ? FrameKind.Unknown : FrameKind.User;
}
