using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.TraceEvents;

/// <summary>Samples of a trace whose stacks are given by reference: the member <c>samples</c> beside the events, and events of phase P with a frame's id.</summary>
internal sealed class TraceSamples(SampleStoreBuilder builder, LoadContext context, TraceThreads threads, TraceStackFrames frames)
{
    private const int BytesPerSample = 56;
    private const int TimeDecimals = 3;

    private readonly Dictionary<StringId, EventKindId> _kinds = [];
    private Column<RawSample> _samples = new();

    public bool IsEmpty => _samples.Count == 0;

    public long EstimatedBytes => (long)_samples.Count * BytesPerSample;

    /// <summary>Adds an event that is a sample.</summary>
    /// <param name="item">The event, with the id of a frame.</param>
    /// <param name="time">When it was taken.</param>
    public void Add(TraceEvent item, long time) =>
        _samples.Add(new RawSample(time, 1, item.Pid, item.Tid, item.Name, item.StackFrame, -1, item.Offset));

    /// <summary>Reads the samples beside the events.</summary>
    /// <param name="json">At their name.</param>
    public void Read(ref JsonCursor json)
    {
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            long offset = json.Offset;
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                Refuse(offset);
                continue;
            }

            RawSample sample = new(long.MinValue, 1, new TraceId(-1, default), default, default, 0, -1, offset);
            while (json.ReadMember())
            {
                sample = ReadMember(ref json, sample);
            }

            if (json.HasEnded)
            {
                return;
            }

            if (sample.Time == long.MinValue || sample.Weight < 0)
            {
                Refuse(offset);
            }
            else
            {
                _samples.Add(sample);
            }
        }
    }

    /// <summary>Adds the samples, once all of the trace has been read.</summary>
    /// <param name="isDefault">Whether views show them by default.</param>
    public void AddSamples(bool isDefault)
    {
        foreach (ref readonly RawSample sample in _samples.Values)
        {
            StackId stack = sample.Frame == 0 ? StackId.Empty : frames.StackOf(sample.Frame);
            if (stack == TraceStackFrames.Missing)
            {
                // In a trace that is cut, the table may not have come.
                if (!context.IsTruncated)
                {
                    Refuse(sample.Offset);
                    continue;
                }

                stack = frames.Unknown();
            }

            TraceThread thread = sample.Pid.Number < 0 && sample.Pid.Name == default ? threads.Find(sample.Tid) : threads.Get(sample.Pid, sample.Tid);
            builder.AddSample(new SampleRecord(sample.Time, stack, threads.RowOf(thread), KindOf(sample.Name, isDefault), sample.Cpu, sample.Weight));
        }

        _samples = new();
    }

    // { "cpu": 0, "tid": 1, "ts": 1000.0, "name": "cycles:HG", "sf": 3, "weight": 1 }
    private RawSample ReadMember(ref JsonCursor json, in RawSample sample)
    {
        if (json.Is("ts"u8))
        {
            return sample with { Time = json.TryReadNumber(TimeDecimals, out long time) ? time : long.MinValue };
        }

        if (json.Is("sf"u8))
        {
            return sample with { Frame = frames.ReadNumber(ref json) };
        }

        if (json.Is("name"u8))
        {
            return sample with { Name = json.TryReadText(out ReadOnlySpan<byte> name) ? builder.AddString(name) : default };
        }

        if (json.Is("weight"u8))
        {
            return sample with { Weight = json.TryReadNumber(0, out long weight) ? weight : 1 };
        }

        if (json.Is("cpu"u8))
        {
            return sample with { Cpu = json.TryReadNumber(0, out long cpu) && cpu is >= 0 and <= short.MaxValue ? (short)cpu : (short)-1 };
        }

        if (json.Is("tid"u8))
        {
            return sample with { Tid = TraceEvent.ReadId(ref json, builder) };
        }

        if (json.Is("pid"u8))
        {
            return sample with { Pid = TraceEvent.ReadId(ref json, builder) };
        }

        json.Skip();
        return sample;
    }

    private EventKindId KindOf(StringId name, bool isDefault)
    {
        if (!_kinds.TryGetValue(name, out EventKindId kind))
        {
            byte[] text = builder.StringOf(name).ToArray();
            kind = builder.AddEventKind(text.Length > 0 ? text : "samples"u8, new EventKind { IsDefault = isDefault && _kinds.Count == 0 });
            _kinds.Add(name, kind);
        }

        return kind;
    }

    private void Refuse(long offset) =>
        context.AddUnparsed(new LoadDiagnostic(0, offset, "", "a sample with a time (ts), a weight of at least 0, and as its stack (sf) the id of a frame in stackFrames"));

    private readonly record struct RawSample(long Time, long Weight, TraceId Pid, TraceId Tid, StringId Name, int Frame, short Cpu, long Offset);
}
