using System.Text.RegularExpressions;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Architecture;

/// <summary>Who may know whom, read from the sources: Model, then Tables, Storage, HeatMaps and Flames, Export; formats feed the store's builder.</summary>
public sealed partial class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Tables"] = ["Model"],
        ["Storage"] = ["Model", "Tables"],
        ["HeatMaps"] = ["Model", "Storage"],
        ["Flames"] = ["Model", "Tables", "Storage"],
        ["Perturbations"] = ["Model", "Tables", "Storage", "Flames"],
        ["Summaries"] = ["Model", "Storage"],
        ["Export"] = ["Model", "Storage", "HeatMaps", "Flames", "Perturbations"],
        ["Formats"] = ["Model", "Tables", "Storage"],
        ["Formats/PerfScript/Tokenizer"] = [],

        // The front door joins formats and storage.
        ["Input"] = ["Model", "Storage", "Formats"],
        [""] = ["Model", "Storage", "Formats", "Input"],
    };

    private static string SourceRoot => Path.Combine(RepositoryRoot.Path, "src", "FlameScope.Core");

    [Fact]
    public void Every_folder_knows_only_what_it_may()
    {
        List<string> violations = [];
        foreach (string file in Directory.EnumerateFiles(SourceRoot, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(SourceRoot, file).Replace('\\', '/');
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

    // The namespace of PerfScript hides what its tokenizer uses: types of other folders are known by name, too.
    [Fact]
    public void The_tokenizer_names_no_type_of_the_store() =>
        Assert.Empty(Uses(TypesIn("Storage"), "Formats/PerfScript/Tokenizer"));

    [Fact]
    public void Formats_name_no_type_of_the_store_but_its_builder() =>
        Assert.Empty(Uses([.. TypesIn("Storage").Except(["SampleStoreBuilder"])], "Formats"));

    // The front door shares the root namespace with every folder, so that no using betrays it.
    [Theory]
    [InlineData("Model")]
    [InlineData("Tables")]
    [InlineData("Storage")]
    [InlineData("Formats")]
    [InlineData("HeatMaps")]
    [InlineData("Flames")]
    [InlineData("Perturbations")]
    [InlineData("Summaries")]
    [InlineData("Export")]
    public void What_lies_below_the_front_door_does_not_know_it(string folder) =>
        Assert.Empty(Uses(["ProfileLoader", "LoadOptions", "LoadProgress"], folder));

    private static string[] TypesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceRoot, folder), "*.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file).Split('.')[0]).Distinct(),
    ];

    // Documentation may point upwards.
    private static IEnumerable<string> Uses(string[] types, string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(SourceRoot, folder), "*.cs", SearchOption.AllDirectories)
        let code = string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        from type in types
        where Regex.IsMatch(code, $@"\b{type}\b")
        select $"{Path.GetRelativePath(SourceRoot, file)} knows {type}";

    private static string FolderOf(string relative)
    {
        string folder = Allowed.Keys
            .Where(key => key.Length > 0 && relative.StartsWith(key + "/", StringComparison.Ordinal))
            .OrderByDescending(key => key.Length)
            .FirstOrDefault("");
        Assert.True(folder.Length > 0 || !relative.Contains('/'), $"{relative} lies in a folder without a rule.");
        return folder;
    }

    [GeneratedRegex(@"(?:using FlameScope\.|\bFlameScope\.|\b(?=(?:Model|Tables|Storage|HeatMaps|Flames|Perturbations|Export|Formats|Input)\.[A-Z]))(Model|Tables|Storage|HeatMaps|Flames|Perturbations|Export|Formats|Input)\b")]
    private static partial Regex Reference();
}
