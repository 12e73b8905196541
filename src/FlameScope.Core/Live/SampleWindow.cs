using FlameScope.Samples;

namespace FlameScope.Live;

/// <summary>The samples of a window in order of time, in a block for each second; those of one instant in the order in which they came.</summary>
/// <param name="options">How much is kept.</param>
internal sealed class SampleWindow(LiveWindowOptions options)
{
    private const long Second = 1_000_000_000;

    // A second that has more, or an input without times, has several.
    private const int MaxMerged = 64 * 1024;

    private readonly List<WindowBlock> _blocks = [];
    private readonly long _length = NanosecondsOf(options.Length);
    private readonly long _reorder = NanosecondsOf(options.ReorderWindow);
    private ThreadId[]? _renamed;
    private long _bytes;

    /// <summary>The earliest time of a sample that was ever added.</summary>
    public long? Earliest { get; private set; }

    /// <summary>The latest time of a sample.</summary>
    public long? Latest { get; private set; }

    /// <summary>The first instant that is kept; <see langword="null"/> while nothing has passed.</summary>
    public long? Start { get; private set; }

    public long Late { get; private set; }

    public long Passed { get; private set; }

    public bool IsCutByMaxBytes { get; private set; }

    /// <summary>The samples as blocks in order of time.</summary>
    public SampleBlock[] Blocks => [.. _blocks.Select(static block => block.Block)];

    /// <summary>Adds samples.</summary>
    /// <param name="added">The samples in the order in which they came.</param>
    /// <param name="isDerived">By kind of event: whether its samples are worked out of others; those follow the others of their instant.</param>
    public void Add(SampleRun added, bool[] isDerived)
    {
        CountLate(added, isDerived);
        SampleRun sorted = RunOrder.Sort(added, isDerived);
        int next = 0;
        while (next < sorted.Count)
        {
            long second = SecondOf(sorted.Times[next]);
            int end = next + 1;
            while (end < sorted.Count && SecondOf(sorted.Times[end]) == second)
            {
                end++;
            }

            if (Start is long start && second < SecondOf(start))
            {
                Passed += end - next;
            }
            else
            {
                Put(second, sorted.Slice(next, end), isDerived);
            }

            next = end;
        }
    }

    /// <summary>Lets threads go by other names from now on, in what was added before as well.</summary>
    /// <param name="renamed">By thread: the one that it is; <see langword="null"/> where each is its own.</param>
    public void Rename(ThreadId[]? renamed)
    {
        _renamed = renamed;
        for (int i = 0; i < _blocks.Count; i++)
        {
            _blocks[i] = Create(_blocks[i].Second, _blocks[i].Run);
        }
    }

    /// <summary>Lets go of what has passed.</summary>
    /// <param name="otherBytes">Bytes that the window takes beside the samples.</param>
    /// <exception cref="ProfileFormatException">The rest alone is more than the window may take.</exception>
    public void Pass(long otherBytes)
    {
        if (otherBytes > options.MaxBytes)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The names and stacks of the input alone take {otherBytes} bytes, more than the window's limit of {options.MaxBytes} (LiveWindowOptions.MaxBytes). Raise it, or begin anew."));
        }

        if (Latest is long latest && _blocks.Count > 0)
        {
            long cutoff = SecondOf(latest > long.MinValue + _length ? latest - _length : long.MinValue);
            while (_blocks[0].Second < cutoff)
            {
                PassFirst();
            }
        }

        while (_bytes + otherBytes > options.MaxBytes && _blocks.Count > 1)
        {
            IsCutByMaxBytes = true;
            PassFirst();
        }
    }

    // The window never goes back: what comes later for a second that has passed has passed, too.
    private void PassFirst()
    {
        WindowBlock first = _blocks[0];
        _blocks.RemoveAt(0);
        _bytes -= first.Block.EstimatedBytes;
        Passed += first.Run.Count;
        if (_blocks.Count > 0 && _blocks[0].Second > first.Second)
        {
            Start = (first.Second + 1) * Second;
        }
    }

    private void CountLate(SampleRun added, bool[] isDerived)
    {
        for (int i = 0; i < added.Count; i++)
        {
            if (isDerived[added.EventKinds[i]])
            {
                continue;
            }

            long time = added.Times[i];
            Late += Latest is long latest && (Int128)time + _reorder < latest ? 1 : 0;
            Latest = Latest is long last ? Math.Max(last, time) : time;
            Earliest = Earliest is long first ? Math.Min(first, time) : time;
        }
    }

    private void Put(long second, SampleRun run, bool[] isDerived)
    {
        int place = _blocks.Count;
        while (place > 0 && _blocks[place - 1].Second > second)
        {
            place--;
        }

        if (place > 0 && _blocks[place - 1].Second == second && !(_blocks[place - 1].Run.Count >= MaxMerged && Follows(run, _blocks[place - 1].Run, isDerived)))
        {
            // Nearly always this is the last block of its second, and the only one.
            do
            {
                WindowBlock earlier = _blocks[--place];
                _blocks.RemoveAt(place);
                _bytes -= earlier.Block.EstimatedBytes;
                run = RunOrder.Merge(earlier.Run, run, isDerived);
            }
            while (place > 0 && _blocks[place - 1].Second == second && run.Times[0] <= _blocks[place - 1].Run.Times[^1]);
        }

        WindowBlock block = Create(second, run);
        _blocks.Insert(place, block);
        _bytes += block.Block.EstimatedBytes;
    }

    private static bool Follows(SampleRun run, SampleRun earlier, bool[] isDerived) =>
        run.Times[0] > earlier.Times[^1] || (run.Times[0] == earlier.Times[^1] && !isDerived.AsSpan().Contains(true));

    private WindowBlock Create(long second, SampleRun run) =>
        new(second, run, run.ToBlock(_renamed is null ? run.Threads : Array.ConvertAll(run.Threads, thread => _renamed[thread.Value])));

    private static long SecondOf(long time) => (time / Second) - (time % Second < 0 ? 1 : 0);

    private static long NanosecondsOf(TimeSpan span) => span.Ticks > long.MaxValue / 100 ? long.MaxValue : span.Ticks * 100;

    /// <param name="Second">The whole second that the samples begin in.</param>
    /// <param name="Run">The samples, with the threads that they were added with.</param>
    /// <param name="Block">The same for views.</param>
    private sealed record WindowBlock(long Second, SampleRun Run, SampleBlock Block);
}
