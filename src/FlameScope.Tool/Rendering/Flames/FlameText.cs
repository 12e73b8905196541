using System.Globalization;
using System.Text;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Writes a flame tree as an indented list of its heaviest paths.</summary>
/// <remarks>
/// Frames that do nothing but call one other stand on one line. Only a fork indents; where all but one branch are too small to
/// list, the big one goes on below its caller after an arrow. So indentation counts decisions, not frames.
/// </remarks>
internal sealed class FlameText
{
    // Frames below 0.5 % of everything shown are summed up.
    private const long SmallestShare = 200;
    private const int MaxIndented = 24;
    private const int FixedWidth = 35;
    private const string Separator = " → ";

    private readonly FlameTree _tree;
    private readonly TerminalCapabilities _terminal;
    private readonly TextWriter _text;
    private readonly Stack<Entry> _pending = new();
    private readonly FrameWriter _frames;

    public FlameText(FlameTree tree, TerminalCapabilities terminal, TextWriter text)
    {
        _tree = tree;
        _terminal = terminal;
        _text = text;
        _frames = new FrameWriter(terminal, text);
    }

    // A node to write, or (where Hidden is not 0) a line for siblings too small to list.
    private readonly record struct Entry(int Node, int Indent, bool IsContinuation, int Hidden, long HiddenTotal);

    /// <param name="caption">What is shown: the slice and the filter.</param>
    /// <param name="limit">The most lines of frames to write.</param>
    public void Write(string caption, int limit = int.MaxValue)
    {
        _text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(_tree.EventName)} · {Quantity.Shown(_tree.Coverage, _tree.Metric)} · {caption} · {_tree.Count - 1:N0} nodes, {_tree.MaxDepth} deep"));
        if (_tree.Total > 0)
        {
            WriteTree(limit);
        }

        _text.WriteLine();
        _text.WriteLine(CoverageLine.Of(_tree.Coverage));
        if (_tree.Total == 0)
        {
            _text.WriteLine($"There is nothing to list: {EmptyView.ReasonOf(_tree.Coverage)}");
        }
    }

    private void WriteTree(int limit)
    {
        _text.WriteLine();
        _text.WriteLine($"{"share",8}{"total",12}{"self",12}   frames");
        Numbers(_tree.Total, _tree.Root.Self);
        _text.WriteLine("all");
        PushChildren(_tree.Root, 0);
        while (_pending.TryPop(out Entry entry))
        {
            if (limit-- == 0)
            {
                _text.WriteLine($"{"",35}… more; a larger --limit shows them");
                break;
            }

            if (entry.Hidden > 0)
            {
                WriteHidden(entry);
            }
            else
            {
                FlameNode last = WriteChain(entry);
                PushChildren(last, entry.Indent);
            }
        }

        _frames.WriteLegend();
    }

    // Last pushed is written first.
    private void PushChildren(FlameNode parent, int indent)
    {
        List<FlameNode> listed = [];
        int hidden = 0;
        long hiddenTotal = 0;
        foreach (FlameNode child in parent.Children)
        {
            if (IsListed(child.Total))
            {
                listed.Add(child);
            }
            else
            {
                hidden++;
                hiddenTotal += child.Total;
            }
        }

        bool continues = listed.Count == 1 && parent.Index != 0;
        Entry others = new(parent.Index, indent + 1, false, hidden, hiddenTotal);
        if (hidden > 0 && !continues)
        {
            _pending.Push(others);
        }

        // Ties keep the order of the tree, so the same samples give the same text.
        foreach (FlameNode child in listed.OrderByDescending(child => child.Total).Reverse())
        {
            _pending.Push(new Entry(child.Index, continues ? indent : indent + 1, continues, 0, 0));
        }

        if (hidden > 0 && continues)
        {
            _pending.Push(others);
        }
    }

    // Decimal arithmetic in place of doubles: whether total / all >= 0.5 %.
    private bool IsListed(long total) => (Int128)total * SmallestShare >= _tree.Total;

    private FlameNode WriteChain(Entry entry)
    {
        FlameNode first = _tree[entry.Node];
        FlameNode last = first;
        List<FlameNode> chain = [first];
        while (last.Self == 0 && last.SubtreeEnd > last.Index + 1 && _tree[last.Index + 1].SubtreeEnd == last.SubtreeEnd)
        {
            last = _tree[last.Index + 1];
            chain.Add(last);
        }

        Numbers(first.Total, last.Self);
        int column = Indent(entry);
        int used = column;
        for (int i = 0; i < chain.Count; i++)
        {
            string name = _frames.NameOf(chain[i].NameText, chain[i].Kind);
            int width = name.Length + (i > 0 ? Separator.Length : 0);
            if (i > 0 && used + width > _terminal.Width)
            {
                _text.WriteLine();
                _text.Write(new string(' ', column));
                used = column;
            }

            if (i > 0)
            {
                _text.Write(used == column ? Separator[1..] : Separator);
            }

            _frames.Write(name, chain[i].Kind);
            used += width;
        }

        _text.WriteLine();
        return last;
    }

    private void WriteHidden(Entry entry)
    {
        Numbers(entry.HiddenTotal, null);
        Indent(entry);
        _text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… {entry.Hidden:N0} more"));
    }

    private void Numbers(long total, long? self) => _text.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{100.0 * total / _tree.Total,6:F1} %{_tree.Metric.Format(total),12}{(self is long own ? _tree.Metric.Format(own) : ""),12}   "));

    /// <summary>Writes the indentation; the column that text starts at.</summary>
    private int Indent(Entry entry)
    {
        StringBuilder indent = new();
        indent.Append(' ', 2 * Math.Min(entry.Indent, MaxIndented));
        if (entry.Indent > MaxIndented)
        {
            indent.Append(CultureInfo.InvariantCulture, $"[{entry.Indent}] ");
        }

        if (entry.IsContinuation)
        {
            indent.Append("↳ ");
        }

        _text.Write(indent);
        return FixedWidth + indent.Length;
    }
}
