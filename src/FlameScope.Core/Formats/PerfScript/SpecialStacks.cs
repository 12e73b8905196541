using FlameScope.Columns;

namespace FlameScope.Formats.PerfScript;

/// <summary>Interns the stacks whose lines are not just their frames from leaf to root: those with inlined frames, or root first.</summary>
internal sealed class SpecialStacks
{
    private readonly SampleStoreBuilder _builder;
    private readonly FrameCache _frames;
    private Column<int> _entries = new();
    private Column<int> _scratch = new();
    private Column<int> _lastFrames = new();
    private Column<StackId> _lastNodes = new();

    public SpecialStacks(SampleStoreBuilder builder, FrameCache frames)
    {
        _builder = builder;
        _frames = frames;
    }

    /// <param name="rows">Rows of texts, or entries that are below 0, in the order of the lines.</param>
    /// <param name="isCallerFirst">Whether that order is from root to leaf.</param>
    public StackId Intern(ReadOnlySpan<int> rows, bool isCallerFirst)
    {
        _entries.Clear();
        foreach (int row in rows)
        {
            _entries.Add(_frames.EntryOf(row));
        }

        if (isCallerFirst)
        {
            _entries.Values.Reverse();
        }

        _frames.Resolve(ref _entries, ref _scratch);
        return Intern();
    }

    // Stacks of neighbouring samples mostly share their roots: that part of the walk down the trie is not made again.
    private StackId Intern()
    {
        int depth = _entries.Count;
        int shared = 0;
        while (shared < depth && shared < _lastFrames.Count && _lastFrames[shared] == _entries[depth - 1 - shared])
        {
            shared++;
        }

        _lastFrames.Truncate(shared);
        _lastNodes.Truncate(shared);
        StackId node = shared == 0 ? StackId.Empty : _lastNodes[shared - 1];
        for (int i = depth - 1 - shared; i >= 0; i--)
        {
            node = _builder.AddStack(node, new FrameId(_entries[i]));
            _lastFrames.Add(_entries[i]);
            _lastNodes.Add(node);
        }

        return node;
    }
}
