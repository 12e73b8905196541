using System.Text;
using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;
using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>Reads a whole file, whose parts may come in any order, and then makes samples of it.</summary>
internal sealed class SpeedscopeDocument
{
    private const int RowsBetweenChecks = 1 << 16;
    private const int RunLength = 512;

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly List<RawProfile> _profiles = [];
    private readonly StackTrieBuilder _stacks = new();
    private readonly StackPath _path;
    private Column<RawFrame> _frames = new();
    private string _exporter = "";
    private int _nextCheck = RowsBetweenChecks;
    private int _rows;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    public SpeedscopeDocument(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
        _path = new StackPath(_stacks);
    }

    /// <summary>Reads the text to its end, or as far as it is whole.</summary>
    public void Read(ref JsonCursor json)
    {
        if (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (json.ReadMember())
            {
                if (json.Is("shared"u8))
                {
                    ReadShared(ref json);
                }
                else if (json.Is("profiles"u8))
                {
                    ReadProfiles(ref json);
                }
                else if (json.Is("exporter"u8))
                {
                    _exporter = json.TryReadText(out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : "";
                }
                else
                {
                    json.Skip();
                }
            }
        }

        if (json.IsCut)
        {
            _context.MarkTruncated(json.Error ?? new LoadDiagnostic(0, json.Offset, "", "the rest of the file: it ends inside a value"));
        }
    }

    /// <summary>Makes samples of what was read.</summary>
    public void AddSamples()
    {
        FrameTable frames = new(_builder, _frames.Values, _exporter);
        bool hasTimes = _profiles.Exists(profile => profile.NanosecondsPerUnit > 0);
        _builder.TimeAxis = hasTimes || _profiles.Count == 0 ? TimeAxis.Clock : TimeAxis.None;
        _builder.Header = _builder.Header with
        {
            ProfilerVersion = _exporter.Length > 0 ? _exporter : null,
            TimelessAdvice = hasTimes ? null : "The file has weights in bytes or without a unit; let the profiler write times.",
        };
        SampledProfiles sampled = new(_builder, _context, frames, _stacks);
        EventedProfiles evented = new(_builder, _context, frames);
        Add(_profiles.FindAll(profile => profile.NanosecondsPerUnit > 0), sampled, evented);

        // Among samples with times, values without one stand at the first: they belong to the whole, and must not stretch the time axis.
        Add(_profiles.FindAll(profile => profile.NanosecondsPerUnit == 0), sampled, evented);
    }

    private void Add(List<RawProfile> profiles, SampledProfiles sampled, EventedProfiles evented)
    {
        long timeOfValues = _builder.EarliestTime ?? 0;
        sampled.Add(profiles, _exporter, timeOfValues);
        foreach (RawProfile profile in profiles)
        {
            if (profile.Type == "evented")
            {
                evented.Add(profile, timeOfValues);
            }
        }
    }

    private void ReadShared(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (!json.Is("frames"u8))
            {
                json.Skip();
            }
            else if (json.EnterArray())
            {
                while (json.ReadElement())
                {
                    ReadFrame(ref json);
                    CountRow();
                }
            }
        }
    }

    private void ReadFrame(ref JsonCursor json)
    {
        StringId name = _builder.AddString(UnknownName.Utf8);
        StringId file = StringId.Empty;
        int line = 0;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            // Its place in the table has to be kept.
            json.Skip();
            _frames.Add(new RawFrame(name, file, line));
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("name"u8))
            {
                name = json.TryReadText(out ReadOnlySpan<byte> text) && !text.IsEmpty ? _builder.AddString(text) : name;
            }
            else if (json.Is("file"u8))
            {
                file = json.TryReadText(out ReadOnlySpan<byte> text) ? _builder.AddString(text) : file;
            }
            else if (json.Is("line"u8))
            {
                line = json.TryReadInt(out int number) && number > 0 ? number : 0;
            }
            else
            {
                json.Skip();
            }
        }

        if (!json.HasEnded)
        {
            _frames.Add(new RawFrame(name, file, line));
        }
    }

    private void ReadProfiles(ref JsonCursor json)
    {
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            RawProfile profile = new() { Offset = json.Offset };
            _profiles.Add(profile);
            ReadProfile(ref json, profile);
            profile.IsCut = json.HasEnded;
        }
    }

    private void ReadProfile(ref JsonCursor json, RawProfile profile)
    {
        while (json.ReadMember())
        {
            if (json.Is("type"u8))
            {
                profile.Type = json.TryReadText(out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : "";
            }
            else if (json.Is("name"u8))
            {
                profile.Name = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : [];
            }
            else if (json.Is("unit"u8))
            {
                profile.Unit = json.TryReadText(out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : "none";
            }
            else if (json.Is("startValue"u8))
            {
                profile.Start = json.Read() && FixedNumber.TryRead(ref json, out FixedNumber start) ? start : default;
            }
            else if (json.Is("endValue"u8))
            {
                profile.End = json.Read() && FixedNumber.TryRead(ref json, out FixedNumber end) ? end : null;
            }
            else if (json.Is("samples"u8))
            {
                ReadSamples(ref json, profile);
            }
            else if (json.Is("weights"u8))
            {
                ReadWeights(ref json, profile);
            }
            else if (json.Is("events"u8))
            {
                ReadEvents(ref json, profile);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadSamples(ref JsonCursor json, RawProfile profile)
    {
        Span<int> list = stackalloc int[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            if (json.TokenType != JsonTokenType.StartArray)
            {
                profile.Stacks.Add(SampledProfiles.Unreadable);
                json.Skip();
                continue;
            }

            StackId stack = StackId.Empty;
            bool isWhole = true;
            while (json.ReadElement())
            {
                isWhole &= EventReader.TryReadIndex(ref json, out int frame);
                stack = isWhole ? _stacks.Intern(stack, new FrameId(frame)) : stack;
            }

            if (!json.HasEnded)
            {
                profile.Stacks.Add(isWhole ? stack : SampledProfiles.Unreadable);
            }

            CountRow();
            while (json.TryReadList(list, out int count))
            {
                profile.Stacks.Add(_path.Intern(list[..count]));
                CountRow();
            }
        }
    }

    private void ReadWeights(ref JsonCursor json, RawProfile profile)
    {
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            profile.Weights.Add(FixedNumber.TryRead(ref json, out FixedNumber weight) ? weight : default);
            json.Skip();
            CountRow();
            while (json.ReadNumbers(FixedNumber.Decimals, run) is var count and > 0)
            {
                run[..count].Replace(JsonRuns.Null, 0);
                profile.Weights.AddRange(run[..count]);
                CountRows(count);
            }
        }
    }

    private void ReadEvents(ref JsonCursor json, RawProfile profile)
    {
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            long offset = json.Offset;
            if (json.TokenType != JsonTokenType.StartObject || !EventReader.TryRead(ref json, offset, out RawEvent read, out FixedNumber at))
            {
                json.Skip();
                if (!json.HasEnded)
                {
                    _context.AddUnparsed(new LoadDiagnostic(0, offset, "", "an event with type (O or C), frame and at"));
                }
            }
            else
            {
                profile.Events.Add(at, read);
            }

            CountRow();
            while (json.TryReadObject(out JsonObject item))
            {
                if (!EventReader.TryRead(item, out read, out long billionths))
                {
                    json.Unread();
                    break;
                }

                profile.Events.Add(billionths, read);
                CountRow();
            }
        }
    }

    private void CountRow() => CountRows(1);

    private void CountRows(int count)
    {
        _rows += count;
        if (_rows < _nextCheck)
        {
            return;
        }

        _nextCheck = _rows + RowsBetweenChecks;
        _builder.ThrowIfOverLimits(((long)_frames.Count * 12) + ((long)_stacks.Count * 24) + _profiles.Sum(profile => profile.EstimatedBytes));
    }
}
