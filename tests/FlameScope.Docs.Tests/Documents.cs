using System.Text.RegularExpressions;
using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>The documentation as it stands in the repository.</summary>
internal static partial class Documents
{
    /// <summary>Every Markdown file that users read, relative to the repository.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "README.md",
        "CHANGELOG.md",
        .. In("src"),
        .. In("docs"),
        .. In("samples"),
        .. In("benchmarks"),
    ];

    public static IReadOnlyList<DocumentBlock> Blocks { get; } = [.. Files.SelectMany(BlocksOf)];

    public static string TextOf(string file) => File.ReadAllText(Repository.PathOf(file));

    /// <summary>A file's lines with those of fenced blocks left empty.</summary>
    public static string[] ProseOf(string file)
    {
        string[] lines = TextOf(file).Split('\n');
        bool isInside = false;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isFence = lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal);
            lines[i] = isFence || isInside ? "" : lines[i];
            isInside ^= isFence;
        }

        return lines;
    }

    public static DocumentBlock BlockAt(string file, int line) =>
        Blocks.Single(block => block.File == file && block.Line == line);

    private static IEnumerable<string> In(string folder) => Directory
        .EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
            && !path.Contains(".Artifacts/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static List<DocumentBlock> BlocksOf(string file)
    {
        string[] lines = TextOf(file).ReplaceLineEndings("\n").Split('\n');
        List<DocumentBlock> blocks = [];
        int endOfPrevious = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence)
            {
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            Assert.True(end > i, $"{file}:{i + 1}: the block has no end.");
            int indent = fence.Groups["indent"].Length;
            string text = string.Join('\n', lines[(i + 1)..end].Select(line => line.Length > indent ? line[indent..] : line.Trim()));
            string language = fence.Groups["language"].Value;
            if (language == "text" && blocks.Count > 0 && lines[(endOfPrevious + 1)..i].All(string.IsNullOrWhiteSpace))
            {
                blocks[^1] = blocks[^1] with { ExpectedOutput = text };
            }

            blocks.Add(new DocumentBlock(file, i + 1, language, text, ReasonBefore(lines, i), null));
            endOfPrevious = end;
            i = end;
        }

        return blocks;
    }

    private static string? ReasonBefore(string[] lines, int fence)
    {
        int before = fence - 1;
        while (before >= 0 && string.IsNullOrWhiteSpace(lines[before]))
        {
            before--;
        }

        Match marker = before < 0 ? Match.Empty : NotRun().Match(lines[before]);
        return marker.Success ? marker.Groups["reason"].Value : null;
    }

    [GeneratedRegex("^(?<indent> *)```(?<language>[a-z]*)\\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("^\\s*<!-- not run: (?<reason>.+\\S) -->\\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex NotRun();
}
