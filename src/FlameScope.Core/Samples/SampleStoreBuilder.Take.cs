using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats;

/// <content>Hands over what was added, for a profile that is shown while it is still being read.</content>
public sealed partial class SampleStoreBuilder
{
    private long _taken;
    private long _lastTaken = long.MinValue;
    private long? _firstTaken;
    private int _framesReplaced;
    private int _threadsReplaced;

    /// <summary>Number of samples added, those included that were handed over.</summary>
    internal long AddedCount => _taken + SampleCount;

    /// <summary>Number of markers that were not handed over yet.</summary>
    internal int MarkerCount => _markers.Count;

    /// <summary>Hands over the samples since the last time, in the order in which they were added; the tables stay, and ids with them.</summary>
    /// <remarks>Samples are numbered anew afterwards: a format that marks samples by their place settles that before.</remarks>
    internal SampleRun TakeSamples()
    {
        PadRareColumns();
        _cpus.AddRepeated(NoCpu, SampleCount - _cpus.Count);
        SampleRun run = new()
        {
            Activities = TakeActivities(),
            UniformWeight = _weights.Usual,
            Weights = _weights.HasOthers ? _weights.Complete(null).All.ToArray() : [],
            Durations = _durations.HasOthers ? _durations.Complete(null).All.ToArray() : [],
            Times = _times.Take(),
            Stacks = _sampleStacks.Take(),
            Threads = _sampleThreads.Take(),
            EventKinds = _sampleEvents.Take(),
            Cpus = _cpus.Take(),
            Labels = _labels.Take(),
        };
        _weights = new RareColumn(_weights.Usual);
        _durations = new RareColumn(usual: 0);
        if (run.Count > 0)
        {
            _taken += run.Count;
            _lastTaken = run.Times[^1];
            _firstTaken ??= run.Times[0];
        }

        return run;
    }

    /// <summary>The kinds of events so far.</summary>
    internal ReadOnlySpan<EventKind> EventKinds => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_eventKinds);

    /// <summary>Hands over the markers since the last time.</summary>
    internal Marker[] TakeMarkers()
    {
        Marker[] markers = [.. _markers];
        _markers.Clear();
        return markers;
    }

    /// <summary>The tables as they are now; what has not changed since they were last copied is shared with that copy.</summary>
    /// <param name="last">The last copy.</param>
    /// <param name="markers">The markers, by start.</param>
    /// <param name="report">The account of the input.</param>
    internal ProfileTables CopyTables(ProfileTables? last, Marker[] markers, LoadReport report)
    {
        ProfileTables tables = new()
        {
            Strings = last?.Strings.Count == _strings.Count ? last.Strings : new Utf8Table(_strings),
            Frames = last?.Frames.Length == _frames.Rows.Length && _framesReplaced == _frames.Replacements ? last.Frames : _frames.Build(),
            Stacks = last?.Stacks.Count == _stacks.Count ? last.Stacks : _stacks.Build(),
            Threads = last?.Threads.Length == _threads.Rows.Length && _threadsReplaced == _threads.Replacements ? last.Threads : _threads.Build(),
            EventKinds = last?.EventKinds.Length == _eventKinds.Count ? last.EventKinds : [.. _eventKinds],
            Labels = last?.Labels.Length == _labelTable.Rows.Length ? last.Labels : _labelTable.Build(),
            Markers = markers,
            Header = Header,
            TimeAxis = TimeAxis,
            Report = report,
        };
        _framesReplaced = _frames.Replacements;
        _threadsReplaced = _threads.Replacements;
        return tables;
    }

    /// <summary>By thread: the first that is the same since they were named; <see langword="null"/> where none was named after it was added.</summary>
    internal ThreadId[]? RenamedThreads => _threads.HasDuplicates ? FindRenamed() : null;

    /// <summary>How often a thread was named after it was added.</summary>
    internal int ThreadRenames => _threads.Replacements;

    private byte[] TakeActivities()
    {
        byte[] activities = [];
        if (_activities.Values.ContainsAnyExcept((byte)0) || _stackActivities.Values.ContainsAnyExcept((byte)0))
        {
            activities = new byte[SampleCount];
            for (int i = 0; i < activities.Length; i++)
            {
                activities[i] = (byte)ActivityOf(i);
            }
        }

        _activities.Clear();
        return activities;
    }
}
