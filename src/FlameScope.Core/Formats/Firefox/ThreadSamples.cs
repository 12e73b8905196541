using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>Makes samples of a thread's tables.</summary>
internal sealed class ThreadSamples
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly ProfileMeta _meta;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="meta">The clock.</param>
    public ThreadSamples(SampleStoreBuilder builder, LoadContext context, ProfileMeta meta)
    {
        _builder = builder;
        _context = context;
        _meta = meta;
    }

    /// <summary>Adds everything that a thread has.</summary>
    /// <param name="raw">The thread.</param>
    /// <param name="stacks">The stacks of its tables.</param>
    /// <param name="tables">The tables.</param>
    /// <exception cref="ProfileFormatException">The samples are those of a comparison of two profiles.</exception>
    public void Add(RawThread raw, ResolvedStacks stacks, StackTables tables)
    {
        ThreadId thread = _builder.AddThread(raw.Name.Length > 0 ? raw.Name : raw.ProcessName, raw.Pid, raw.Tid);
        AddSamples(raw, raw.Samples, stacks, thread);
        AddAllocations(raw, raw.ScriptAllocations, stacks, thread, "JavaScript allocations"u8);
        AddAllocations(raw, raw.NativeAllocations, stacks, thread, "native allocations"u8);
        ThreadMarkers.Add(_builder, raw.Markers, tables, _meta, thread);
    }

    private void AddSamples(RawThread raw, RawSamples samples, ResolvedStacks stacks, ThreadId thread)
    {
        ThrowIfComparison(samples);
        EventKindId kind = KindOf(samples);
        bool isMeasured = samples.CpuDeltas.Values.ContainsAnyExcept(0L, JsonRuns.Null);
        int count = Math.Min(samples.Stacks.Count, samples.Times.Count);
        Span<long> times = samples.Times.Values;
        StackId[] taken = new StackId[count];
        long[] weights = new long[samples.Weights.Count > 0 ? count : 0];
        SampleActivity[] activities = new SampleActivity[count];
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryRead(raw, samples, i, stacks, out long time, out long weight))
            {
                continue;
            }

            int stack = samples.Stacks[i];
            bool isFiller = isMeasured && i > 0 && i < samples.CpuDeltas.Count && samples.CpuDeltas[i] == 0 && stack == samples.Stacks[i - 1];
            activities[kept] = stacks.IsIdle(stack) ? SampleActivity.Idle : isFiller ? SampleActivity.Waiting : SampleActivity.Working;
            taken[kept] = stacks[stack];
            times[kept] = time;
            if (weights.Length > 0)
            {
                weights[kept] = weight;
            }

            kept++;
        }

        _builder.AddRun(
            new SampleRecord(0, default, thread, kind), times[..kept], taken.AsSpan(0, kept), weights.AsSpan(0, Math.Min(kept, weights.Length)), activities.AsSpan(0, kept));
        ReportUnpaired(raw, samples, count);
    }

    private void AddAllocations(RawThread raw, RawSamples samples, ResolvedStacks stacks, ThreadId thread, ReadOnlySpan<byte> name)
    {
        if (!samples.IsThere)
        {
            return;
        }

        EventKindId kind = _builder.AddEventKind(name, new EventKind { Unit = "bytes", Counting = EventCounting.Occurring });
        int count = Math.Min(samples.Stacks.Count, samples.Times.Count);
        for (int i = 0; i < count; i++)
        {
            if (samples.WeightOf(i) < 0)
            {
                // What was freed is no allocation.
                _context.AddSideBand();
            }
            else if (TryRead(raw, samples, i, stacks, out long time, out long weight))
            {
                _builder.AddSample(new SampleRecord(time, stacks[samples.Stacks[i]], thread, kind, weight: weight));
            }
        }

        ReportUnpaired(raw, samples, count);
    }

    private bool TryRead(RawThread raw, RawSamples samples, int row, ResolvedStacks stacks, out long time, out long weight)
    {
        weight = samples.WeightOf(row);
        Int128 exact = (Int128)samples.Times[row] + _meta.ClockAtZero;
        time = (long)exact;
        bool isMissing = stacks[samples.Stacks[row]] == ResolvedStacks.Missing;
        if (isMissing || samples.Times[row] == JsonRuns.Null || weight < 0 || exact != time)
        {
            Report(raw, isMissing ? "a stack that is in the table of stacks" : weight < 0 ? "a weight that is not negative" : "a time");
            return false;
        }

        return true;
    }

    private void ReportUnpaired(RawThread raw, RawSamples samples, int count)
    {
        for (int i = Math.Max(samples.Stacks.Count, samples.Times.Count) - count; i > 0; i--)
        {
            Report(raw, "as many times as stacks");
        }
    }

    private void Report(RawThread raw, string expected) =>
        _context.AddUnparsed(new LoadDiagnostic(0, raw.Offset, DiagnosticText.Of(raw.Name), expected + " in the samples of the thread"));

    private EventKindId KindOf(RawSamples samples)
    {
        EventClock clock = _meta.IsFirefox || samples.CpuDeltas.Count > 0 ? EventClock.Wall : EventClock.Cpu;
        return samples.WeightType switch
        {
            "tracing-ms" => _builder.AddEventKind("tracing"u8, new EventKind { Unit = "ns", Clock = EventClock.Wall, Counting = EventCounting.Aggregated }),
            "bytes" => _builder.AddEventKind("bytes"u8, new EventKind { Unit = "bytes", Counting = EventCounting.Aggregated }),
            _ => _builder.AddEventKind("samples"u8, new EventKind
            {
                Unit = "samples",
                Clock = clock,
                DefaultWeight = samples.Weights.Count > 0 ? SampleWeight.Value : SampleWeight.Count,
                IsDefault = true,
            }),
        };
    }

    private static void ThrowIfComparison(RawSamples samples)
    {
        for (int i = 0; i < samples.Weights.Count && samples.WeightType == "samples"; i++)
        {
            if (samples.WeightOf(i) < 0)
            {
                throw new ProfileFormatException(
                    "The input is a comparison of two profiles (its samples have negative weights), not a recording. Give the two profiles: flamescope diff BASELINE EXAMINED.");
            }
        }
    }
}
