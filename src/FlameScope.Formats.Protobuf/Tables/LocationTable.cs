using System.Runtime.InteropServices;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Code addresses as frames: one, or several where calls were inlined.</summary>
internal sealed class LocationTable(SampleStoreBuilder builder, StringTable strings)
{
    private readonly List<FrameId> _frames = [];
    private readonly List<(int Start, int Count)> _locations = [];

    public int Count => _locations.Count;

    /// <summary>Adds a location.</summary>
    /// <param name="module">Its module; empty where unknown.</param>
    /// <param name="kind">Where its code comes from.</param>
    /// <param name="lines">Its lines, the innermost inlined call first; empty where it has no symbols.</param>
    /// <param name="functionOf">Finds a function; <see langword="null"/> where there is none.</param>
    public void Add(StringId module, FrameKind kind, ReadOnlySpan<LineRow> lines, Func<long, FunctionRow?> functionOf)
    {
        int start = _frames.Count;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isInlined = i < lines.Length - 1;
            _frames.Add(FrameOf(functionOf(lines[i].Function), lines[i].Line, module, isInlined ? FrameKind.Inlined : kind));
        }

        if (lines.IsEmpty)
        {
            _frames.Add(FrameOf(null, 0, module, kind));
        }

        _locations.Add((start, _frames.Count - start));
    }

    /// <summary>Adds a row that stands for nothing.</summary>
    public void AddNothing() => _locations.Add((_frames.Count, 0));

    /// <summary>The frames of a location, the innermost first.</summary>
    public ReadOnlySpan<FrameId> FramesOf(int location)
    {
        (int start, int count) = _locations[location];
        return CollectionsMarshal.AsSpan(_frames).Slice(start, count);
    }

    private FrameId FrameOf(FunctionRow? function, long line, StringId module, FrameKind kind)
    {
        FunctionRow known = function ?? default;
        ReadOnlySpan<byte> name = strings[known.Name].IsEmpty ? strings[known.SystemName] : strings[known.Name];
        if (name.IsEmpty || name.SequenceEqual("[unknown]"u8))
        {
            return builder.AddFrame(new Frame(builder.AddString("[unknown]"u8), module, FrameKind.Unknown));
        }

        StringId file = strings.IdOf(known.File);
        long shown = line > 0 ? line : known.StartLine;
        return builder.AddFrame(new Frame(strings.IdOf(strings[known.Name].IsEmpty ? known.SystemName : known.Name), module, kind)
        {
            File = file,
            Line = file != StringId.Empty && shown is > 0 and <= int.MaxValue ? (int)shown : 0,
        });
    }
}
