using System.Collections;

namespace FlameScope;

/// <summary>The children of a flame node, in order; enumerating it allocates nothing.</summary>
public readonly struct FlameNodeChildren : IEnumerable<FlameNode>, IEquatable<FlameNodeChildren>
{
    private readonly FlameTree _tree;
    private readonly int _parent;

    internal FlameNodeChildren(FlameTree tree, int parent)
    {
        _tree = tree;
        _parent = parent;
    }

    /// <summary>Whether both are the children of the same node.</summary>
    /// <param name="left">Children of a node.</param>
    /// <param name="right">Children of another.</param>
    public static bool operator ==(FlameNodeChildren left, FlameNodeChildren right) => left.Equals(right);

    /// <summary>Whether the two are children of different nodes.</summary>
    /// <param name="left">Children of a node.</param>
    /// <param name="right">Children of another.</param>
    public static bool operator !=(FlameNodeChildren left, FlameNodeChildren right) => !left.Equals(right);

    /// <summary>Starts an enumeration.</summary>
    public Enumerator GetEnumerator() => new(_tree, _parent);

    /// <inheritdoc/>
    public bool Equals(FlameNodeChildren other) => ReferenceEquals(_tree, other._tree) && _parent == other._parent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FlameNodeChildren other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _parent;

    IEnumerator<FlameNode> IEnumerable<FlameNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Steps from child to child by leaping over whole subtrees.</summary>
    public struct Enumerator : IEnumerator<FlameNode>
    {
        private readonly FlameTree _tree;
        private readonly int _parent;
        private int _current;

        internal Enumerator(FlameTree tree, int parent)
        {
            _tree = tree;
            _parent = parent;
            _current = parent;
        }

        /// <inheritdoc/>
        public readonly FlameNode Current => new(_tree, _current);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            int next = _current == _parent ? _parent + 1 : _tree.SubtreeEnds[_current];
            if (next >= _tree.SubtreeEnds[_parent])
            {
                return false;
            }

            _current = next;
            return true;
        }

        /// <inheritdoc/>
        public void Reset() => _current = _parent;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
