using FlameScope.Columns;

namespace FlameScope.Formats.Speedscope;

/// <summary>The places in the table of frames whose spans are open, the innermost last.</summary>
internal sealed class OpenFrames
{
    private Column<int> _open = new();

    public int Count => _open.Count;

    public int? Innermost => _open.Count == 0 ? null : _open[_open.Count - 1];

    public void Push(int frame) => _open.Add(frame);

    public void Pop() => _open.Truncate(_open.Count - 1);

    /// <summary>How many spans are outside the innermost one of a frame; -1 where none is open.</summary>
    public int LevelOf(int frame) => _open.Values.LastIndexOf(frame);
}
