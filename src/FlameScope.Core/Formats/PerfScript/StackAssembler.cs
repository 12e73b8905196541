using System.Runtime.CompilerServices;
using FlameScope.Columns;

namespace FlameScope.Formats.PerfScript;

/// <summary>Puts the frame lines of one sample at a time together to a stack: the hot loop of loading.</summary>
/// <remarks>
/// <para>
/// Nine of ten frames are called by what called them when they were last seen. So the walk stands on the stack trie: the
/// node of a frame's last sight is looked up once, and from there on each line is only compared with the text of the node's
/// parent. Where it holds, the line's end needs no search, its text neither a hash nor a look-up, and where the walk arrives
/// at the root exactly as the sample ends, its stack is in the trie already and is not looked up either.
/// </para>
/// <para>Guesses only save time. Every line is compared whole, so that what comes out never depends on what was guessed.</para>
/// </remarks>
internal sealed class StackAssembler : IDisposable
{
    private const int InitialDepth = 256;

    private readonly SampleStoreBuilder _builder;
    private readonly FrameCache _frames;
    private readonly PerfScriptOptions _options;
    private readonly SpecialStacks _specials;
    private Column<KnownNode> _nodes = Column<KnownNode>.Rent();
    private Column<int> _leaves = new();
    private int[] _rows = new int[InitialDepth];
    private ThreadId _thread;
    private int _lastRow;
    private bool _hasSpecials;

    // Where the walk up the trie began, and where it stands; both 0 while there is none.
    private int _walkIndex;
    private int _walkStart;
    private int _walkNode;

    public StackAssembler(SampleStoreBuilder builder, FrameCache frames, PerfScriptOptions options)
    {
        _builder = builder;
        _frames = frames;
        _options = options;
        _specials = new SpecialStacks(builder, frames);
        _nodes.Add(KnownNode.None);
    }

    /// <summary>Frames so far.</summary>
    public int Count { get; private set; }

    /// <summary>About how many bytes the memory for stacks seen before takes.</summary>
    public long CacheBytes => (long)_nodes.Count * Unsafe.SizeOf<KnownNode>();

    public void Dispose() => _nodes.Return();

    public void Begin(ThreadId thread)
    {
        while (thread.Value >= _leaves.Count)
        {
            _leaves.Add(FrameCache.Nothing);
        }

        // What comes first is mostly what the thread's last sample began with.
        ref FrameCache.Row beginning = ref _frames[FrameCache.Nothing];
        beginning.Successor = _leaves[thread.Value];
        beginning.OlderSuccessor = FrameCache.Nothing;
        _thread = thread;
        Count = 0;
        _hasSpecials = false;
        _lastRow = FrameCache.Nothing;
        EndWalk();
    }

    /// <summary>Adds a frame, leaf first, by the row of its text.</summary>
    public void Add(int row)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        Follow(row);
        Take(row, Count);
        _rows[Count++] = row;
    }

    /// <summary>Makes the last frame an inlined one, as its source line says.</summary>
    public void MarkInlined()
    {
        ref int last = ref _rows[Count - 1];
        last = _frames.InlinedEntryOf(_frames.EntryOf(last));
        _hasSpecials = true;
        EndWalk();
    }

    /// <summary>Takes as many of the reader's next lines as are frames that were seen before.</summary>
    public void TakeKnown(ref PerfScriptReader reader)
    {
        ReadOnlySpan<byte> rest = reader.ExpectsFrames ? reader.Rest : [];
        ReadOnlySpan<byte> texts = _frames.Texts;
        ReadOnlySpan<KnownNode> nodes = _nodes.Values;
        Span<int> rows = _rows.AsSpan(0, Math.Min(_rows.Length, _options.MaxStackDepth));
        int length = rest.Length;
        int count = Count;
        int parent = nodes[_walkNode].Parent;
        while (count < rows.Length)
        {
            // The root's text is one that no line can have: the walk ends there by itself.
            KnownNode caller = nodes[parent];
            if (FrameLine.IsPadded(rest, texts, FrameCache.TextOf(caller.Row), caller.TextLength))
            {
                rest = rest[(FrameLine.PaddedPrefix + caller.TextLength + 1)..];
                rows[count++] = caller.Row;
                _walkNode = parent;
                _lastRow = caller.Row;
                parent = caller.Parent;
                continue;
            }

            int row = ExpectedRow(rest, texts);
            if (row == FrameCache.Nothing && !TryFindRow(rest, out row))
            {
                break;
            }

            rest = rest[(FrameLine.PaddedPrefix + _frames[row].TextLength + 1)..];
            Take(row, count);
            rows[count++] = row;
            parent = nodes[_walkNode].Parent;
        }

        reader.SkipFrames(count - Count, length - rest.Length);
        Count = count;
    }

    /// <summary>The stack of all frames that were added.</summary>
    public StackId End()
    {
        Span<int> rows = _rows.AsSpan(0, Count);
        if (Count > 0)
        {
            _leaves[_thread.Value] = Math.Max(FrameCache.Nothing, rows[0]);
        }

        if (_hasSpecials || _options.IsCallerFirst)
        {
            return _specials.Intern(rows, _options.IsCallerFirst);
        }

        bool isAtRoot = _walkNode != 0 && _nodes[_walkNode].Parent == 0;
        StackId node = new(isAtRoot ? _walkStart : 0);
        for (int i = (isAtRoot ? _walkIndex : Count) - 1; i >= 0; i--)
        {
            int row = rows[i];
            ref FrameCache.Row known = ref _frames[row];
            StackId callee = _builder.AddStack(node, new FrameId(known.Entry));
            Learn(callee.Value, new KnownNode(node.Value, row, known.GuessLength));
            known.Node = callee.Value;
            node = callee;
        }

        return node;
    }

    // Off the walk: what followed the last frame before, or else before that.
    private int ExpectedRow(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> texts)
    {
        ref FrameCache.Row last = ref _frames[_lastRow];
        int row = last.Successor;
        ref FrameCache.Row guess = ref _frames[row];
        if (row == FrameCache.Nothing || FrameLine.IsPadded(rest, texts, FrameCache.TextOf(row), guess.GuessLength))
        {
            return row;
        }

        row = last.OlderSuccessor;
        guess = ref _frames[row];
        if (row == FrameCache.Nothing || !FrameLine.IsPadded(rest, texts, FrameCache.TextOf(row), guess.GuessLength))
        {
            return FrameCache.Nothing;
        }

        (last.Successor, last.OlderSuccessor) = (row, last.Successor);
        return row;
    }

    // Not expected, but seen before.
    private bool TryFindRow(ReadOnlySpan<byte> rest, out int row)
    {
        ReadOnlySpan<byte> text = FrameLine.PaddedText(rest);
        row = FrameCache.Nothing;
        if (text.IsEmpty || !_frames.TryFind(text, out row) || _frames[row].GuessLength != text.Length)
        {
            return false;
        }

        Follow(row);
        return true;
    }

    private void Follow(int row)
    {
        ref FrameCache.Row last = ref _frames[_lastRow];
        last.OlderSuccessor = last.Successor;
        last.Successor = row;
    }

    // The walk goes on where the frame is the expected one at another place of its code, and begins anew elsewhere.
    private void Take(int row, int index)
    {
        ref FrameCache.Row known = ref _frames[row];
        int expected = _nodes[_walkNode].Parent;
        _lastRow = row;
        if (known.Entry < 0)
        {
            _hasSpecials = true;
            EndWalk();
        }
        else if (expected != 0 && _frames[_nodes[expected].Row].Entry == known.Entry)
        {
            _nodes[expected] = new KnownNode(_nodes[expected].Parent, row, known.GuessLength);
            _walkNode = expected;
        }
        else
        {
            _walkIndex = index;
            _walkStart = known.Node;
            _walkNode = known.Node;
        }
    }

    // Nodes that this assembler has not made itself stay unknown.
    private void Learn(int node, KnownNode known)
    {
        while (node >= _nodes.Count)
        {
            _nodes.Add(KnownNode.None);
        }

        _nodes[node] = known;
    }

    private void EndWalk()
    {
        _walkNode = 0;
        _walkStart = 0;
        _walkIndex = 0;
    }

    /// <summary>A node of the stack trie, and the text that its frame last had.</summary>
    private readonly record struct KnownNode(int Parent, int Row, int TextLength)
    {
        public static KnownNode None => new(0, FrameCache.Nothing, FrameCache.NotGuessable);
    }
}
