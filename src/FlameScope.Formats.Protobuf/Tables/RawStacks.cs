using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Stacks by the bytes of their lists of locations: equal lists are equal stacks, without a look at their locations.</summary>
internal sealed class RawStacks(WireReader reader)
{
    private readonly Dictionary<ByteRange, StackId> _stacks = new(new ByContent(reader));
    private ByteRange _last;
    private StackId _lastStack;

    /// <summary>Finds the stack of a list that was met before.</summary>
    public bool TryFind(ByteRange list, out StackId stack)
    {
        stack = _lastStack;
        if (list.Length == _last.Length && reader[list].SequenceEqual(reader[_last]))
        {
            return true;
        }

        if (!_stacks.TryGetValue(list, out stack))
        {
            return false;
        }

        (_last, _lastStack) = (list, stack);
        return true;
    }

    /// <summary>Keeps the stack of a list.</summary>
    public void Add(ByteRange list, StackId stack)
    {
        _stacks.Add(list, stack);
        (_last, _lastStack) = (list, stack);
    }

    private sealed class ByContent(WireReader reader) : IEqualityComparer<ByteRange>
    {
        public bool Equals(ByteRange x, ByteRange y) => reader[x].SequenceEqual(reader[y]);

        public int GetHashCode(ByteRange range)
        {
            HashCode hash = default;
            hash.AddBytes(reader[range]);
            return hash.ToHashCode();
        }
    }
}
