using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>How a frame's kind shows: a colour of the terminal's own palette, or the suffix that folded stacks use.</summary>
internal static class FrameKindStyle
{
    public const string Reset = "\e[0m";

    public static string EscapeOf(FrameKind? kind) => kind switch
    {
        FrameKind.Kernel => "\e[33m",
        FrameKind.Jit => "\e[32m",
        FrameKind.Inlined => "\e[3;36m",
        FrameKind.Unknown => "\e[2m",
        null => "\e[1m",
        _ => "",
    };

    public static string SuffixOf(FrameKind? kind) => kind switch
    {
        FrameKind.Kernel => "_[k]",
        FrameKind.Jit => "_[j]",
        FrameKind.Inlined => "_[i]",
        _ => "",
    };

    public static string NameOf(FrameKind kind) => kind switch
    {
        FrameKind.Kernel => "kernel",
        FrameKind.Jit => "JIT-compiled",
        FrameKind.Inlined => "inlined",
        FrameKind.User => "user",
        _ => "unknown",
    };
}
