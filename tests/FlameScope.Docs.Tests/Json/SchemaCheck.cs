using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.Docs.Tests.Json;

/// <summary>Holds what is written against what is documented, for one schema.</summary>
internal static partial class SchemaCheck
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    /// <summary>What is wrong: members that are not documented, are missing, or never occur.</summary>
    public static List<string> MistakesIn(IReadOnlyList<DocumentedMember> documented, params IEnumerable<string> texts)
    {
        HashSet<string> paths = [.. documented.Select(member => member.Path)];
        ILookup<string, string> required = documented.Where(member => !member.IsOptional).ToLookup(member => member.Parent, member => member.Path);
        SortedSet<string> seen = new(StringComparer.Ordinal);
        SortedSet<string> mistakes = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            using JsonDocument document = JsonDocument.Parse(text, Deep);
            Stack<(string Prefix, JsonElement Value)> rest = new([("", document.RootElement)]);
            while (rest.TryPop(out (string Prefix, JsonElement Value) next))
            {
                if (next.Value.ValueKind == JsonValueKind.Array)
                {
                    foreach (JsonElement item in next.Value.EnumerateArray())
                    {
                        rest.Push((next.Prefix.TrimEnd('.') + "[].", item));
                    }
                }
                else if (next.Value.ValueKind == JsonValueKind.Object)
                {
                    // A node below a node is described once.
                    bool isInner = Inner().IsMatch(next.Prefix);
                    string prefix = isInner ? "" : next.Prefix;
                    HashSet<string> here = [];
                    foreach (JsonProperty property in next.Value.EnumerateObject())
                    {
                        string path = prefix + property.Name;
                        here.Add(path);
                        rest.Push((path + ".", property.Value));
                    }

                    seen.UnionWith(here);
                    mistakes.UnionWith(here.Except(paths).Select(path => $"{path} is not documented"));
                    mistakes.UnionWith(required[prefix].Except(here)
                        .Where(path => !isInner || NodeMembers.Contains(path))
                        .Select(path => $"{path} is missing from an object"));
                }
            }
        }

        mistakes.UnionWith(paths.Except(seen).Select(path => $"{path} never occurs"));
        return [.. mistakes];
    }

    // What every node of a tree has; the others belong to the root.
    private static readonly HashSet<string> NodeMembers = ["n", "l", "v", "c", "d", "delta"];

    [GeneratedRegex(@"^c\[\]\.$")]
    private static partial Regex Inner();
}
