using System.Text.RegularExpressions;
using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>Links and pictures lead somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_resolves_to_a_file_and_its_heading()
    {
        List<string> broken = [];
        foreach (string file in Documents.Files)
        {
            foreach (string target in TargetsIn(file))
            {
                string[] parts = target.Split('#', 2);
                string folder = Path.GetDirectoryName(Repository.PathOf(file))!;
                string path = parts[0].Length == 0 ? Repository.PathOf(file) : Path.GetFullPath(Path.Combine(folder, parts[0]));
                bool isThere = File.Exists(path) || Directory.Exists(path);
                if (!isThere || (parts.Length == 2 && !AnchorsOf(path).Contains(parts[1])))
                {
                    broken.Add($"{file}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void The_readme_leads_to_every_document()
    {
        string[] targets = [.. TargetsIn("README.md").Select(target => target.Split('#')[0])];
        string[] documents = [.. Documents.Files.Where(file => file.StartsWith("docs/", StringComparison.Ordinal))];
        Assert.Empty(documents.Except(targets));
    }

    [Fact]
    public void Files_that_changes_go_to_exist()
    {
        string[] rows =
        [
            .. Documents.ProseOf("docs/architecture.md")
                .SkipWhile(line => line != "## Where does a change go?")
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
                .Skip(2),
        ];
        string[] paths = [.. rows.SelectMany(row => Code().Matches(row)).Select(match => "src/" + match.Groups["text"].Value)];
        Assert.Equal(20, rows.Length);
        Assert.True(paths.Length >= rows.Length);
        Assert.All(paths, path => Assert.True(File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path)), path));
    }

    private static IEnumerable<string> TargetsIn(string file) => Documents.ProseOf(file)
        .SelectMany(line => Link().Matches(line).Concat(Source().Matches(line)))
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    private static HashSet<string> AnchorsOf(string path) =>
    [
        .. File.ReadLines(path)
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')),
    ];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("src=\"(?<target>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Source();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
