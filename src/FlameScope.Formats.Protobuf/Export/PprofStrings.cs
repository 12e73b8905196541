namespace FlameScope.Formats.Protobuf.Export;

/// <summary>The string table of a profile in the making; the empty string is its first.</summary>
internal sealed class PprofStrings
{
    private readonly Dictionary<string, ulong> _indices = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> _texts = [""];

    public IReadOnlyList<string> All => _texts;

    public ulong Add(string text)
    {
        if (!_indices.TryGetValue(text, out ulong index))
        {
            index = (ulong)_texts.Count;
            _indices.Add(text, index);
            _texts.Add(text);
        }

        return index;
    }
}
