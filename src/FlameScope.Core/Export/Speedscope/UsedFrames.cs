using System.Buffers;
using FlameScope.Export.Text;
using FlameScope.Filters;

namespace FlameScope.Export.Speedscope;

/// <summary>The frames that a slice's stacks have, numbered in the store's order.</summary>
/// <remarks>Holds rented memory: a byte a stack of the store, four bytes a frame.</remarks>
internal sealed class UsedFrames : IDisposable
{
    private const int Unused = -1;

    private readonly int _frames;
    private int[] _numbers;

    public UsedFrames(SampleStore store, SampleSelection selection)
    {
        _frames = store.Frames.Length;
        _numbers = ArrayPool<int>.Shared.Rent(_frames);
        Array.Fill(_numbers, Unused, 0, _frames);
        StackTrie trie = store.StackTrie;
        byte[] seen = ArrayPool<byte>.Shared.Rent(trie.Count);
        Array.Clear(seen, 0, trie.Count);
        seen[0] = 1;
        foreach ((int first, int end) in selection.RunsOfStore)
        {
            foreach (StackId stack in store.Stacks[first..end])
            {
                HasStackless |= stack == StackId.Empty;
                for (int node = stack.Value; seen[node] == 0; node = trie.Parents[node].Value)
                {
                    seen[node] = 1;
                    _numbers[trie.Frames[node].Value] = 0;
                }
            }
        }

        ArrayPool<byte>.Shared.Return(seen);
        for (int frame = 0; frame < _frames; frame++)
        {
            if (_numbers[frame] != Unused)
            {
                _numbers[frame] = Count++;
            }
        }
    }

    /// <summary>Number of frames used.</summary>
    public int Count { get; }

    /// <summary>Whether a shown sample has no frames.</summary>
    public bool HasStackless { get; }

    public bool IsUsed(int frame) => _numbers[frame] != Unused;

    /// <summary>The number of a used frame.</summary>
    public int NumberOf(FrameId frame) => _numbers[frame.Value];

    public void Dispose()
    {
        int[] numbers = _numbers;
        _numbers = [];
        if (numbers.Length > 0)
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }
}
