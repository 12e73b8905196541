using FlameScope.Formats.Linux;
using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>Tells from the name of a file where code comes from.</summary>
internal static class SourceFile
{
    private static readonly string[] Scripts = [".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".py", ".pyx", ".rb", ".php", ".lua", ".pl", ".java", ".kt", ".scala", ".cs"];

    /// <summary>What a runtime compiles or interprets goes by the ending of a source file or an address; modules go by perf's names.</summary>
    /// <param name="symbol">The function.</param>
    /// <param name="file">Its file; empty where unknown.</param>
    public static FrameKind KindOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> file) =>
        file.IsEmpty ? (symbol.SequenceEqual(UnknownName.Utf8) ? FrameKind.Unknown : FrameKind.User)
        : IsScript(file) ? FrameKind.Jit
        : FrameClassifier.KindOf(symbol, file);

    private static bool IsScript(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("http:"u8) || file.StartsWith("https:"u8) || file.StartsWith("file:"u8) || file.StartsWith("node:"u8))
        {
            return true;
        }

        foreach (string ending in Scripts)
        {
            if (file.Length > ending.Length && System.Text.Ascii.EqualsIgnoreCase(file[^ending.Length..], ending))
            {
                return true;
            }
        }

        return false;
    }
}
