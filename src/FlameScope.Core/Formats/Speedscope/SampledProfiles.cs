using System.Text;
using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>Makes samples of sampled profiles: one for each stack, at its beginning; its weight is how long the stack lasts.</summary>
internal sealed class SampledProfiles
{
    /// <summary>Stands for a stack that is no list of frames.</summary>
    public static readonly StackId Unreadable = new(-1);

    private const int RunLength = 4096;

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly FrameTable _frames;
    private readonly StackId[] _stacks;
    private readonly bool[] _isMissing;
    private readonly long[] _times = new long[RunLength];
    private readonly long[] _weights = new long[RunLength];
    private readonly StackId[] _keptStacks = new StackId[RunLength];

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="raw">The stacks, of places in the table of frames.</param>
    public SampledProfiles(SampleStoreBuilder builder, LoadContext context, FrameTable frames, StackTrieBuilder raw)
    {
        _builder = builder;
        _context = context;
        _frames = frames;
        _stacks = new StackId[raw.Count];
        _isMissing = new bool[raw.Count];
        for (int node = 1; node < _stacks.Length; node++)
        {
            int parent = raw.ParentOf(new StackId(node)).Value;
            int frame = raw.FrameOf(new StackId(node)).Value;
            _isMissing[node] = _isMissing[parent] || frame >= frames.Count;
            _stacks[node] = frames.RoleOf(frame) == FrameRole.Frame ? builder.AddStack(_stacks[parent], frames[frame]) : _stacks[parent];
        }
    }

    /// <summary>Adds the samples of sampled profiles.</summary>
    /// <param name="profiles">The profiles; evented ones are passed over.</param>
    /// <param name="exporter">What wrote the file.</param>
    /// <param name="timeOfValues">The time of samples whose unit is none of time.</param>
    public void Add(IReadOnlyCollection<RawProfile> profiles, string exporter, long timeOfValues)
    {
        bool isCut = _context.IsTruncated;
        _builder.Reserve(profiles.Sum(profile => Math.Min(profile.Stacks.Count, profile.Weights.Count)));
        foreach (RawProfile profile in profiles)
        {
            if (profile.Type != "evented")
            {
                Add(profile, exporter.StartsWith("FlameScope", StringComparison.Ordinal), isCut, timeOfValues);
            }
        }
    }

    /// <summary>The kind of a profile whose unit is none of time.</summary>
    public static EventKindId KindOfValues(SampleStoreBuilder builder, RawProfile profile) => profile.Unit == "bytes"
        ? builder.AddEventKind("bytes"u8, new EventKind { Unit = "bytes", Counting = EventCounting.Aggregated })
        : builder.AddEventKind("weights"u8, new EventKind { Unit = "samples", Counting = EventCounting.Aggregated });

    private void Add(RawProfile profile, bool isOurs, bool isCut, long timeOfValues)
    {
        ThreadName name = ThreadName.Parse(Encoding.UTF8.GetString(profile.Name), isOurs);
        ThreadId thread = _builder.AddThread(Encoding.UTF8.GetBytes(name.Command), name.Pid, name.Tid);
        EventKindId kind = KindOf(profile);
        int count = Math.Min(profile.Stacks.Count, profile.Weights.Count);
        SampleRecord shared = new(0, default, thread, kind);
        int kept = 0;
        long unit = profile.NanosecondsPerUnit;
        RunningTime end = new(profile.Start, unit);
        for (int i = 0; i < count; i++)
        {
            StackId stack = profile.Stacks[i];
            long time = end.Nanoseconds;
            bool isNegative = !end.TryAdd(profile.Weights, i);
            if (stack == StackId.Empty)
            {
                // Nothing ran.
                _context.AddSideBand();
            }
            else if (stack == Unreadable || isNegative || (_isMissing[stack.Value] && !isCut))
            {
                Report(profile, stack == Unreadable || !isNegative ? "a stack of places in shared.frames" : "a weight that is not negative");
            }
            else
            {
                (_times[kept], _weights[kept], _keptStacks[kept]) = (unit > 0 ? time : timeOfValues, unit > 0 ? Math.Max(0, end.Nanoseconds - time) : profile.Weights[i].ToWhole(), _stacks[stack.Value]);
                kept++;
                if (kept == RunLength)
                {
                    _builder.AddRun(shared, _times, _keptStacks, _weights);
                    kept = 0;
                }
            }
        }

        _builder.AddRun(shared, _times.AsSpan(0, kept), _keptStacks.AsSpan(0, kept), _weights.AsSpan(0, kept));
        ReportUnpaired(profile, count);
        profile.Release();
    }

    // In a file that is cut, the weights may not have come yet.
    private void ReportUnpaired(RawProfile profile, int count)
    {
        int unpaired = Math.Max(profile.Stacks.Count, profile.Weights.Count) - count;
        for (int i = 0; i < unpaired; i++)
        {
            Report(profile, "as many weights as samples");
        }
    }

    private void Report(RawProfile profile, string expected) =>
        _context.AddUnparsed(new LoadDiagnostic(0, profile.Offset, DiagnosticText.Of(profile.Name), expected + " in the profile"));

    private EventKindId KindOf(RawProfile profile) => profile.NanosecondsPerUnit > 0
        ? _builder.AddEventKind("samples"u8, new EventKind { Unit = "ns", Measure = "time", Clock = _frames.IsOfDotNet ? EventClock.Wall : EventClock.Cpu, IsDefault = true })
        : KindOfValues(_builder, profile);
}
