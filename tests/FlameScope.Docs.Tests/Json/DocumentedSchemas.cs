using System.Text.RegularExpressions;

namespace FlameScope.Docs.Tests.Json;

/// <summary>The tables of docs/json.md, by the headings above them.</summary>
internal static partial class DocumentedSchemas
{
    private const string File = "docs/json.md";

    private static readonly Dictionary<string, List<(string Path, string Type)>> Sections = Read();

    /// <summary>The headings that tables of members stand under.</summary>
    public static IEnumerable<string> Headings => Sections.Keys;

    /// <summary>The members of a schema, those of the objects inside it included.</summary>
    /// <param name="heading">The code in the heading, or its words where it has none.</param>
    public static IReadOnlyList<DocumentedMember> MembersOf(string heading)
    {
        Assert.True(Sections.ContainsKey(heading), $"{File} has no table of members under a heading with {heading}.");
        List<DocumentedMember> members = [];
        foreach ((string path, string type) in Sections[heading])
        {
            members.Add(new DocumentedMember(path, type.Contains("optional", StringComparison.Ordinal)));
            if (Reference().Match(type) is { Success: true } reference)
            {
                string prefix = path + reference.Groups["array"].Value + ".";
                string section = Sections.Keys.Single(key => key.Replace(' ', '-').Equals(reference.Groups["anchor"].Value, StringComparison.OrdinalIgnoreCase));
                members.AddRange(MembersOf(section).Select(inner => inner with { Path = prefix + inner.Path }));
            }
        }

        return members;
    }

    private static Dictionary<string, List<(string Path, string Type)>> Read()
    {
        Dictionary<string, List<(string Path, string Type)>> sections = [];
        string heading = "";
        bool isTable = false;
        foreach (string line in Documents.ProseOf(File))
        {
            if (line.StartsWith('#'))
            {
                string words = line.TrimStart('#').Trim();
                heading = Code().Match(words) is { Success: true } code ? code.Groups["text"].Value : words;
            }

            isTable = line.StartsWith("| member | type | meaning |", StringComparison.Ordinal) || (isTable && line.StartsWith('|'));
            if (isTable && line.StartsWith("| `", StringComparison.Ordinal))
            {
                string[] cells = line.Split('|');
                foreach (Match name in Code().Matches(cells[1]))
                {
                    if (!sections.TryGetValue(heading, out List<(string Path, string Type)>? members))
                    {
                        sections.Add(heading, members = []);
                    }

                    members.Add((name.Groups["text"].Value, cells[2]));
                }
            }
        }

        return sections;
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)(?<array>(\[\])?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
