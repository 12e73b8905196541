using FlameScope.Columns;
using FlameScope.Formats.Text;

namespace FlameScope.Formats.Folded;

/// <summary>Reads folded stacks line by line; the samples are added at the end, when it is known whether counts have decimals.</summary>
internal sealed class FoldedLines : TextLines
{
    private const int BytesPerRow = 24;

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly bool _hasCommands;
    private Column<Row> _rows = new();
    private int _decimals;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="hasCommands">Whether the first name of each stack is a thread's.</param>
    public FoldedLines(SampleStoreBuilder builder, LoadContext context, bool hasCommands)
        : base(context)
    {
        _builder = builder;
        _context = context;
        _hasCommands = hasCommands;
    }

    protected override void Add(in TextLine line)
    {
        if (FoldedHead.IsNoStack(line.Bytes))
        {
            _context.AddSideBand(line.Bytes.IsEmpty ? 0 : 1);
            return;
        }

        if (!FoldedCount.TrySplit(line.Bytes, out ReadOnlySpan<byte> stack, out FoldedCount count))
        {
            _context.IsTruncated |= !line.IsTerminated;
            _context.AddUnparsed(line.Expected(line.IsTerminated
                ? "a stack, a blank and a number (main;run;leaf 12)"
                : "the rest of the line: the input ends inside it"));
            return;
        }

        ThreadId thread = ThreadOf(ref stack);
        _rows.Add(new Row(StackOf(stack), thread, count));
        _decimals = Math.Max(_decimals, count.Decimals);
        if (!line.IsTerminated)
        {
            _context.MarkTruncated(line.Expected("a line feed after the last count, which may be cut; it is taken as it stands"));
        }
    }

    protected override void AddTooLong()
    {
    }

    protected override void Complete()
    {
        string unit = _decimals == 0 ? "samples" : "samples/1" + new string('0', _decimals);
        EventKindId kind = _builder.AddEventKind("samples"u8, new EventKind { Unit = unit, Counting = EventCounting.Aggregated, IsDefault = true });
        foreach (Row row in _rows.Values)
        {
            _builder.AddSample(new SampleRecord(0, row.Stack, row.Thread, kind, weight: row.Count.ScaledTo(_decimals)));
        }
    }

    protected override void ThrowIfOverLimits()
    {
        StoreLimits.Check("samples", _rows.Count, _builder.Limits.MaxSamples, nameof(StoreLimits.MaxSamples));
        _builder.ThrowIfOverLimits((long)_rows.Count * BytesPerRow);
    }

    private ThreadId ThreadOf(ref ReadOnlySpan<byte> stack)
    {
        int end = stack.IndexOf((byte)';');
        ReadOnlySpan<byte> name = end < 0 ? stack : stack[..end];
        if (!FoldedRoot.TryParse(name, out FoldedRoot root) && !_hasCommands)
        {
            return _builder.AddThread([], -1, -1);
        }

        stack = end < 0 ? [] : stack[(end + 1)..];
        return _builder.AddThread(root.Command, root.Pid, root.Tid);
    }

    private StackId StackOf(ReadOnlySpan<byte> names)
    {
        StackId stack = StackId.Empty;
        while (!names.IsEmpty)
        {
            int end = names.IndexOf((byte)';');
            stack = _builder.AddStack(stack, FoldedFrame.AddTo(_builder, end < 0 ? names : names[..end]));
            names = end < 0 ? [] : names[(end + 1)..];
        }

        return stack;
    }

    private readonly record struct Row(StackId Stack, ThreadId Thread, FoldedCount Count);
}
