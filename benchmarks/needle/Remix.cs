using FlameScope.Formats;

namespace FlameScope.Needle;

/// <summary>Samples of a real recording, to be moved in time and put together anew: stacks, threads and CPUs stay as they were recorded.</summary>
internal sealed class Remix
{
    private readonly SampleStore _source;

    public Remix(SampleStore source)
    {
        _source = source;
    }

    public SampleStore Source => _source;

    /// <summary>A store of these samples of the source, each at its new time.</summary>
    public SampleStore Build(IEnumerable<(long Time, int Sample)> samples)
    {
        SampleStoreBuilder builder = new();
        FrameId[] frames = new FrameId[_source.Frames.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            Frame frame = _source.Frames[i];
            frames[i] = builder.AddFrame(_source.Strings[frame.Symbol], _source.Strings[frame.Module], frame.Kind);
        }

        StackId[] stacks = new StackId[_source.StackTrie.Count];
        for (int i = 1; i < stacks.Length; i++)
        {
            stacks[i] = builder.AddStack(stacks[_source.StackTrie.Parents[i].Value], frames[_source.StackTrie.Frames[i].Value]);
        }

        ThreadId[] threads = new ThreadId[_source.ThreadTable.Length];
        for (int i = 0; i < threads.Length; i++)
        {
            ProfiledThread thread = _source.ThreadTable[i];
            threads[i] = builder.AddThread(_source.Strings[thread.Command], thread.Pid, thread.Tid);
        }

        EventKindId @event = builder.AddEventKind("cpu-clock"u8);
        foreach ((long time, int sample) in samples)
        {
            builder.AddSample(new SampleRecord(time, stacks[_source.Stacks[sample].Value], threads[_source.Threads[sample].Value], @event, _source.Cpus[sample], _source.WeightOf(sample)));
        }

        return builder.Build();
    }

    /// <summary>The whole recording several times, one after the other.</summary>
    public SampleStore Repeat(int times)
    {
        return Build(Samples());

        IEnumerable<(long Time, int Sample)> Samples()
        {
            for (int round = 0; round < times; round++)
            {
                for (int sample = 0; sample < _source.Count; sample++)
                {
                    yield return (_source.Times[sample] + (round * _source.TimeRange.Duration), sample);
                }
            }
        }
    }

    /// <summary>The samples that a plain view shows: of the first event, idle CPUs left out.</summary>
    public List<int> Shown()
    {
        List<int> shown = [];
        for (int sample = 0; sample < _source.Count; sample++)
        {
            if (_source.Events[sample] == 0 && !_source.IsIdle(sample))
            {
                shown.Add(sample);
            }
        }

        return shown;
    }
}
