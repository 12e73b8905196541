namespace FlameScope.Report.Packing;

/// <summary>The columns of samples: each as small as what is known of the samples before makes it.</summary>
internal sealed class PackedSamples
{
    private const int Unused = -1;
    private const int Once = 0;
    private const int KeptFollowers = 16;

    private readonly SampleStore _store;
    private readonly PackedStacks _stacks;
    private readonly int[] _threads;
    private readonly int[] _cpuPlaces;

    /// <param name="profile">The samples.</param>
    /// <param name="stacks">Their stacks.</param>
    public PackedSamples(ReportedProfile profile, PackedStacks stacks)
    {
        SampleStore store = profile.Store;
        _store = store;
        _stacks = stacks;
        TimeUnit = profile.TimeUnit;
        short[] cpus = store.Cpus.ToArray();
        Cpus = [.. cpus.Distinct().Order()];
        _cpuPlaces = Array.ConvertAll(cpus, cpu => Array.BinarySearch(Cpus, cpu));
        (Threads, _threads) = InOrderOfFirst(profile.HasThreads ? store.Threads.ToArray() : ByCommand(store), store.ThreadTable.Length, profile.HasAllThreads);
    }

    /// <summary>Gets what times are told in, in nanoseconds.</summary>
    public long TimeUnit { get; }

    /// <summary>Gets how many bytes a step of time has.</summary>
    public int TimeBytes { get; private set; } = sizeof(uint);

    /// <summary>Gets the first sample's time in nanoseconds from the origin.</summary>
    public long FirstTime => _store.Count == 0 ? 0 : Floor(_store.Times[0] - _store.Origin);

    /// <summary>Gets the CPUs that samples name; -1 for none.</summary>
    public short[] Cpus { get; }

    /// <summary>Gets the threads in the order in which they come first; those that no sample has come last, where they are told at all.</summary>
    public ThreadId[] Threads { get; }

    /// <summary>Gets the sets of labels that samples have, but for the empty one, as they are numbered from 1 on.</summary>
    public LabelSetId[] LabelSets { get; private set; } = [];

    /// <summary>Writes the columns.</summary>
    /// <param name="add">Takes a stream under its name.</param>
    public void Write(Action<string, ByteWriter> add)
    {
        WriteTimes(add);
        WriteStacks(add);
        if (Cpus.Length > 1)
        {
            add("cpu", PlanesOf(_cpuPlaces, Cpus.Length));
        }

        if (Threads.Length > 1)
        {
            MovedToFront list = new(Threads.Length, isFull: true);
            add("thread", PlanesOf(Array.ConvertAll(_threads, list.Take), Threads.Length));
        }

        if (_store.EventKinds.Length > 1)
        {
            add("event", PlanesOf(Array.ConvertAll(_store.Events.ToArray(), kind => (int)kind), _store.EventKinds.Length));
        }

        WriteWide("weight", _store.Weights, add);
        WriteWide("duration", _store.Durations, add);
        WriteMarks(add);
        WriteLabels(add);
    }

    private void WriteTimes(Action<string, ByteWriter> add)
    {
        long[] steps = new long[_store.Count];
        long first = FirstTime / TimeUnit;
        long[] last = [.. Enumerable.Repeat(first, Cpus.Length)];
        long largest = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            long time = Floor(_store.Times[i] - _store.Origin) / TimeUnit;
            ref long before = ref last[_cpuPlaces[i]];
            steps[i] = time - before;
            largest = Math.Max(largest, steps[i]);
            before = time;
        }

        TimeBytes = largest <= uint.MaxValue ? sizeof(uint) : sizeof(ulong);
        ByteWriter times = new();
        times.Planes(steps, TimeBytes);
        add("time", times);
    }

    // A stack is often one of those that came after the thread's last one before. Most stacks are used once: those are told by how far
    // they lie from the last such one of the thread.
    private void WriteStacks(Action<string, ByteWriter> add)
    {
        int[] nodes = Array.ConvertAll(_store.Stacks.ToArray(), _stacks.NumberOf);
        int[] uses = new int[_stacks.Count];
        foreach (int node in nodes)
        {
            uses[node]++;
        }

        int[] ranked = [.. Enumerable.Range(0, uses.Length).Where(node => uses[node] > 1).OrderByDescending(node => uses[node])];
        int[] ranks = new int[uses.Length];
        for (int i = 0; i < ranked.Length; i++)
        {
            ranks[ranked[i]] = i + 1;
        }

        ByteWriter once = new();
        int[] lastOnce = new int[Threads.Length];
        int[] lastRanks = [.. Enumerable.Repeat(ranked.Length + 1, Threads.Length)];
        MovedToFront?[] followers = new MovedToFront?[ranked.Length + 2];
        int[] places = new int[nodes.Length];
        List<int> others = [];
        for (int i = 0; i < nodes.Length; i++)
        {
            int thread = _threads[i];
            int rank = ranks[nodes[i]];
            places[i] = (followers[lastRanks[thread]] ??= new MovedToFront(KeptFollowers)).Take(rank) + 1;
            lastRanks[thread] = rank;
            if (places[i] == 0)
            {
                others.Add(rank);
            }

            if (rank == Once)
            {
                once.Zigzag(nodes[i] - lastOnce[thread]);
                lastOnce[thread] = nodes[i];
            }
        }

        add("next", PlanesOf(places, KeptFollowers + 1));
        add("rank", PlanesOf([.. others], ranked.Length + 1));
        add("ranked", PlanesOf(ranked, _stacks.Count));
        add("once", once);
    }

    private static void WriteWide(string name, ReadOnlySpan<long> column, Action<string, ByteWriter> add)
    {
        if (column.IsEmpty)
        {
            return;
        }

        ByteWriter planes = new();
        planes.Planes(column, sizeof(long));
        add(name, planes);
    }

    private void WriteMarks(Action<string, ByteWriter> add)
    {
        int[] marks = new int[_store.Count];
        for (int i = 0; i < marks.Length; i++)
        {
            marks[i] = (_store.IsIdle(i) ? 1 : 0) | (_store.IsWaiting(i) ? 2 : 0);
        }

        if (marks.AsSpan().ContainsAnyExcept(0))
        {
            add("mark", PlanesOf(marks, 1));
        }
    }

    private void WriteLabels(Action<string, ByteWriter> add)
    {
        if (!_store.Labels.ContainsAnyExcept(LabelSetId.Empty))
        {
            return;
        }

        Dictionary<LabelSetId, int> numbers = new() { [LabelSetId.Empty] = 0 };
        int[] column = new int[_store.Count];
        for (int i = 0; i < column.Length; i++)
        {
            if (!numbers.TryGetValue(_store.Labels[i], out column[i]))
            {
                column[i] = numbers.Count;
                numbers.Add(_store.Labels[i], column[i]);
            }
        }

        LabelSets = [.. numbers.OrderBy(set => set.Value).Skip(1).Select(set => set.Key)];
        add("label", PlanesOf(column, numbers.Count));
    }

    private static ByteWriter PlanesOf(int[] column, int count)
    {
        ByteWriter planes = new();
        planes.Planes(column, ByteWriter.BytesFor(count));
        return planes;
    }

    // One thread stands for all with its name.
    private static ThreadId[] ByCommand(SampleStore store)
    {
        Dictionary<string, ThreadId> first = new(StringComparer.Ordinal);
        ThreadId[] named = new ThreadId[store.ThreadTable.Length];
        for (int i = 0; i < named.Length; i++)
        {
            string command = store.Strings.GetString(store.ThreadTable[i].Command);
            named[i] = first.TryGetValue(command, out ThreadId known) ? known : new ThreadId(i);
            first.TryAdd(command, named[i]);
        }

        return Array.ConvertAll(store.Threads.ToArray(), thread => named[thread.Value]);
    }

    private static (ThreadId[] Threads, int[] Places) InOrderOfFirst(ReadOnlySpan<ThreadId> column, int count, bool hasAll)
    {
        int[] numbers = [.. Enumerable.Repeat(Unused, count)];
        List<ThreadId> threads = [];
        int[] places = new int[column.Length];
        for (int i = 0; i < places.Length; i++)
        {
            ref int number = ref numbers[column[i].Value];
            if (number == Unused)
            {
                number = threads.Count;
                threads.Add(column[i]);
            }

            places[i] = number;
        }

        // Processes are called by threads that may have no samples, and markers are on such.
        for (int thread = 0; hasAll && thread < count; thread++)
        {
            if (numbers[thread] == Unused)
            {
                threads.Add(new ThreadId(thread));
            }
        }

        return ([.. threads], places);
    }

    private long Floor(long time) => time - (((time % TimeUnit) + TimeUnit) % TimeUnit);
}
