using System.Text.RegularExpressions;

namespace FlameScope.Core.Tests.Architecture;

/// <summary>Who may know whom, read from the sources: Model, then Storage, then HeatMaps and Flames, then Export; formats feed Storage.</summary>
public sealed partial class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Storage"] = ["Model"],
        ["HeatMaps"] = ["Model", "Storage"],
        ["Flames"] = ["Model", "Storage"],
        ["Export"] = ["Model", "Storage", "HeatMaps", "Flames"],
        ["Formats"] = ["Model", "Storage"],
        ["Formats/PerfScript/Tokenizer"] = [],

        // The front door joins formats and storage.
        ["Input"] = ["Model", "Storage", "Formats"],
        [""] = ["Model", "Storage", "Formats", "Input"],
    };

    [Fact]
    public void Every_folder_knows_only_what_it_may()
    {
        string root = Path.Combine(RepositoryRoot.Path, "src", "FlameScope.Core");
        List<string> violations = [];
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (relative.StartsWith("obj/", StringComparison.Ordinal) || relative.StartsWith("bin/", StringComparison.Ordinal))
            {
                continue;
            }

            string folder = FolderOf(relative);
            foreach (Match match in Reference().Matches(File.ReadAllText(file)))
            {
                string known = match.Groups[1].Value;
                if (known != folder.Split('/')[0] && !Allowed[folder].Contains(known))
                {
                    violations.Add($"{relative} knows {known}");
                }
            }
        }

        Assert.Empty(violations);
    }

    // The namespace of PerfScript hides what its tokenizer uses: types of Storage are known by name, too.
    [Fact]
    public void The_tokenizer_names_no_type_of_the_store()
    {
        string root = Path.Combine(RepositoryRoot.Path, "src", "FlameScope.Core");
        string[] types = [.. Directory.EnumerateFiles(Path.Combine(root, "Storage"), "*.cs").Select(file => Path.GetFileName(file).Split('.')[0])];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "Formats", "PerfScript", "Tokenizer"), "*.cs"))
        {
            string code = File.ReadAllText(file);
            Assert.DoesNotContain(types, type => Regex.IsMatch(code, $@"\b{type}\b"));
        }
    }

    private static string FolderOf(string relative)
    {
        string folder = Allowed.Keys
            .Where(key => key.Length > 0 && relative.StartsWith(key + "/", StringComparison.Ordinal))
            .OrderByDescending(key => key.Length)
            .FirstOrDefault("");
        Assert.True(folder.Length > 0 || !relative.Contains('/'), $"{relative} lies in a folder without a rule.");
        return folder;
    }

    [GeneratedRegex(@"(?:using FlameScope\.|\bFlameScope\.|\b(?=(?:Model|Storage|HeatMaps|Flames|Export|Formats|Input)\.[A-Z]))(Model|Storage|HeatMaps|Flames|Export|Formats|Input)\b")]
    private static partial Regex Reference();
}
