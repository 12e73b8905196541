using FlameScope.Formats.V8;

namespace FlameScope.Formats.TraceEvents;

/// <summary>The recordings of V8's profiler in a trace, each in many pieces.</summary>
internal sealed class TraceProfiles(SampleStoreBuilder builder, LoadContext context, TraceThreads threads)
{
    // Ids repeat from process to process.
    private readonly Dictionary<(TraceId Pid, StringId Id), Recording> _open = [];
    private readonly List<Recording> _recordings = [];
    private readonly V8Samples _samples = new(builder, context);

    public long EstimatedBytes
    {
        get
        {
            long bytes = 0;
            foreach (Recording recording in _recordings)
            {
                bytes += recording.Profile.EstimatedBytes;
            }

            return bytes;
        }
    }

    /// <summary>Begins a recording (Profile), whose pieces may have come before.</summary>
    public void Begin(TraceEvent profile)
    {
        Recording recording = _open.TryGetValue((profile.Pid, profile.Id), out Recording? known) && !known.HasBegun
            ? known
            : Open(profile);
        recording.HasBegun = true;
        recording.IsOfInspector |= profile.IsOfInspector;
        recording.Thread = threads.Get(profile.Pid, profile.Tid);
        recording.Profile.Start = profile.Chunk.Start ?? profile.Time;
        recording.Profile.Nodes.Append(profile.Chunk.Nodes);
    }

    /// <summary>Adds a piece (ProfileChunk).</summary>
    public void Add(TraceEvent chunk)
    {
        Recording recording = _open.TryGetValue((chunk.Pid, chunk.Id), out Recording? known) ? known : Open(chunk);
        recording.IsOfInspector |= chunk.IsOfInspector;
        recording.Profile.Append(chunk.Chunk, chunk.Time ?? 0);
    }

    /// <summary>Adds a recording in one piece (CpuProfile), as old traces have them.</summary>
    public void AddWhole(TraceEvent profile)
    {
        Recording recording = new(threads.Get(profile.Pid, profile.Tid), profile.Offset);
        recording.Profile.Append(profile.Chunk, profile.Time ?? 0);
        recording.Profile.Start = profile.Chunk.Start ?? profile.Time;
        _recordings.Add(recording);
    }

    /// <summary>Adds the samples of recordings that have no times, when all others are there.</summary>
    public void Finish() => _samples.Finish();

    /// <summary>Adds the samples of all recordings, as far as they have times.</summary>
    /// <returns>Whether there are any.</returns>
    public bool AddSamples()
    {
        List<Recording> taken = [];
        foreach (Recording recording in _recordings)
        {
            recording.Profile.SortChunks();
            recording.FindLast();
        }

        foreach (Recording recording in _recordings.OrderByDescending(recording => recording.IsOfInspector))
        {
            if (taken.Exists(recording.IsSameTimeAs))
            {
                context.AddSideBand(recording.Profile.Samples.Length);
                context.AddMessage(new LoadDiagnostic(0, recording.Offset, "Profile", "one recording of a thread at a time; this one is of the same time as another"));
                continue;
            }

            taken.Add(recording);
            _samples.Add(recording.Profile, threads.RowOf(recording.Thread), recording.Offset);
        }

        return taken.Exists(recording => !recording.Profile.Samples.IsEmpty);
    }

    private Recording Open(TraceEvent first)
    {
        Recording recording = new(threads.Get(first.Pid, first.Tid), first.Offset);
        _open[(first.Pid, first.Id)] = recording;
        _recordings.Add(recording);
        return recording;
    }

    private sealed class Recording(TraceThread thread, long offset)
    {
        public V8Profile Profile { get; } = new();

        /// <summary>The sampled thread: that of the event which begins the recording, not that of the pieces.</summary>
        public TraceThread Thread { get; set; } = thread;

        public long Offset { get; } = offset;

        public bool HasBegun { get; set; }

        public bool IsOfInspector { get; set; }

        public bool IsSameTimeAs(Recording other) =>
            Thread == other.Thread && !Profile.Samples.IsEmpty && !other.Profile.Samples.IsEmpty
            && Profile.Start <= other.Last && other.Profile.Start <= Last;

        private long Last { get; set; }

        /// <summary>Finds when its last sample was taken, while it still has the times between them.</summary>
        public void FindLast()
        {
            Int128 time = Profile.Start ?? 0;
            foreach (long delta in Profile.Deltas)
            {
                time += delta;
            }

            Last = (long)Int128.Clamp(time, long.MinValue, long.MaxValue);
        }
    }
}
