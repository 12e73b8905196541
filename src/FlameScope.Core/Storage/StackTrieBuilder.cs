using FlameScope.Model;
using FlameScope.Tables;

namespace FlameScope.Storage;

/// <summary>Interns stacks frame by frame, root first; nodes are numbered by first sight, so parents come before children.</summary>
internal sealed class StackTrieBuilder
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<StackId> _parents = new();
    private Column<FrameId> _frames = new();
    private HashIndex _index = new();

    public StackTrieBuilder()
    {
        _parents.Add(StackId.Empty);
        _frames.Add(default);
    }

    public int Count => _parents.Count;

    public ReadOnlySpan<StackId> Parents => _parents.Values;

    public ReadOnlySpan<FrameId> Frames => _frames.Values;

    public StackId Intern(StackId parent, FrameId frame)
    {
        uint hash = _hash.Of(parent.Value, frame.Value);
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            if (_parents[row] == parent && _frames[row] == frame)
            {
                return new StackId(row);
            }
        }

        _parents.Add(parent);
        _frames.Add(frame);
        _index.Add(hash, _parents.Count - 1);
        return new StackId(_parents.Count - 1);
    }

    public StackTrie Build() => new(_parents.ToArray(), _frames.ToArray());
}
