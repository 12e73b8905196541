using System.Reflection;
using System.Text.RegularExpressions;
using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>Names of the API that the prose uses exist.</summary>
public sealed partial class NameTests
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type[] OwnTypes =
    [
        .. typeof(ProfileLoader).Assembly.GetExportedTypes(),
        .. typeof(AspNetCore.FlameScopeOptions).Assembly.GetExportedTypes(),
        .. typeof(EventPipe.EventPipeSession).Assembly.GetExportedTypes(),
        .. typeof(Report.ExplorerPage).Assembly.GetExportedTypes(),
    ];

    private static readonly ILookup<string, Type> AllTypes = OwnTypes
        .Concat(typeof(object).Assembly.GetExportedTypes())
        .Concat(typeof(System.Buffers.ArrayBufferWriter<>).Assembly.GetExportedTypes())
        .Concat(typeof(System.IO.Pipelines.PipeReader).Assembly.GetExportedTypes())
        .Concat(typeof(System.Text.Json.Utf8JsonReader).Assembly.GetExportedTypes())
        .ToLookup(type => type.Name.Split('`')[0]);

    private static readonly HashSet<string> OwnMembers =
        [.. OwnTypes.SelectMany(type => type.GetMembers(Visible)).Select(member => member.Name)];

    private static readonly HashSet<string> NamesOfOtherThings = ["FlameScope", "PublishAot"];

    // Tests and internal types have a file of their name; those of the page are exported by its modules.
    private static readonly HashSet<string> SourceFiles =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src/FlameScope.Report/page/src"), "*.ts*", SearchOption.AllDirectories)
            .SelectMany(file => Exported().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
        .. ((string[])["src", "tests"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    [Fact]
    public void Names_of_types_and_members_in_the_prose_exist()
    {
        List<string> unknown = [];
        // The bundled recordings have names of their own: those of the programs in them.
        foreach (string file in Documents.Files.Where(file => !file.StartsWith("samples/", StringComparison.Ordinal)))
        {
            string[] lines = [.. Documents.ProseOf(file).Select(line => file == "CHANGELOG.md" ? FormerNames().Replace(line, "|") : line)];
            for (int i = 0; i < lines.Length; i++)
            {
                unknown.AddRange(Name().Matches(lines[i])
                    .Select(match => match.Groups["name"].Value)
                    .Where(name => !IsKnown(name))
                    .Select(name => $"{file}:{i + 1}: {name}"));
            }
        }

        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
    }

    private static bool IsKnown(string name)
    {
        string[] parts = name.Split('.');
        if (SourceFiles.Contains(parts[0]) && !OwnTypes.Any(type => type.Name == parts[0]))
        {
            return true;
        }

        if (parts.Length == 1)
        {
            return NamesOfOtherThings.Contains(name) || AllTypes.Contains(name) || OwnMembers.Contains(name);
        }

        if (parts[0] is "FlameScope" or "System" or "Microsoft")
        {
            return true;
        }

        return AllTypes[parts[0]].Any(type => type.GetMember(parts[1], Visible).Length > 0);
    }

    [GeneratedRegex(@"^export (?:class|interface|type|const|function) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Exported();

    // The changelog's tables of renamed things have the old names in their first column.
    [GeneratedRegex(@"^\| [^|]* \|")]
    private static partial Regex FormerNames();

    // `HeatMap`, `HeatMap.Create`, `HeatMap.Create(…)`: code in the prose that begins like a type and is no shouted constant.
    [GeneratedRegex(@"(?<!`)`(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\.[A-Z]\w*)*)(\([^`]*\))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
