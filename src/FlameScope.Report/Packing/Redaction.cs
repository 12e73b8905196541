using System.Globalization;
using System.Text;

namespace FlameScope.Report.Packing;

/// <summary>Replaces names that are not to be told, the same name by the same word.</summary>
internal sealed class Redaction(IReadOnlyList<TextPattern> patterns)
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    public bool IsActive => patterns.Count > 0;

    public SampleStore Of(SampleStore store) => IsActive ? store.Rename(Of) : store;

    public string Of(string name)
    {
        if (!patterns.Any(pattern => pattern.IsMatch(Encoding.UTF8.GetBytes(name))))
        {
            return name;
        }

        if (!_words.TryGetValue(name, out string? word))
        {
            word = string.Create(CultureInfo.InvariantCulture, $"redacted-{_words.Count + 1}");
            _words.Add(name, word);
        }

        return word;
    }
}
