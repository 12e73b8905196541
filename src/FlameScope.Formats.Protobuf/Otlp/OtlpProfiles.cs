using System.Runtime.InteropServices;
using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Reads the profiles of resources when the dictionary is known.</summary>
internal sealed class OtlpProfiles
{
    private readonly WireReader _reader;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly OtlpDictionary _dictionary;
    private readonly SampleCollector _samples;
    private readonly EventKinds _kinds;
    private readonly ThreadTable _threads;
    private readonly StackId?[] _stacks;
    private readonly LocationTable _locations;
    private readonly StackTable _stackTable;
    private readonly OtlpSample _sample;
    private readonly List<long> _lastAttributes = [];
    private SampleRecord? _lastSample;
    private readonly List<long> _profileAttributes = [];
    private int[] _path = [];

    public OtlpProfiles(WireReader reader, SampleStoreBuilder builder, LoadContext context, OtlpDictionary dictionary, SampleCollector samples)
    {
        _reader = reader;
        _builder = builder;
        _context = context;
        _dictionary = dictionary;
        _samples = samples;
        _kinds = new EventKinds(builder);
        _threads = new ThreadTable(builder);
        _locations = dictionary.Resolve();
        _stackTable = new StackTable(builder, _locations);
        _stacks = new StackId?[dictionary.StackCount];
        _sample = new OtlpSample();
    }

    /// <summary>Reads the profiles of one resource.</summary>
    public void ReadResource(int end)
    {
        int start = _reader.Position;
        OtlpOrigin origin = new();
        while (_reader.ReadTag(end) is var tag and not 0)
        {
            if (tag == OtlpField.Resource)
            {
                origin.ReadResource(_reader, _reader.Enter(end), _dictionary.Strings, _builder);
            }
            else
            {
                _reader.Skip(tag);
            }
        }

        _reader.MoveTo(start);
        while (_reader.ReadTag(end) is var tag and not 0)
        {
            if (tag == OtlpField.ScopeProfiles)
            {
                ReadScope(_reader.Enter(end), origin);
            }
            else
            {
                _reader.Skip(tag);
            }
        }
    }

    private void ReadScope(int end, OtlpOrigin origin)
    {
        while (_reader.ReadTag(end) is var tag and not 0)
        {
            if (tag != OtlpField.Profile)
            {
                _reader.Skip(tag);
            }
            else if (!MessageFields.TryRead(_reader, end, inner => ReadProfile(inner, origin), "a profile", out LoadDiagnostic? damage))
            {
                _context.AddUnparsed(damage!);
            }
        }
    }

    private void ReadProfile(int end, OtlpOrigin origin)
    {
        int start = _reader.Position;
        ValueKind kind = ReadHead(end);
        foreach (long attribute in _profileAttributes)
        {
            Add(ref origin, attribute);
        }

        _lastSample = null;
        EventKindId? timed = null;
        EventKindId? summed = null;
        _reader.MoveTo(start);
        while (_reader.ReadTag(end) is var tag and not 0)
        {
            if (tag != OtlpField.ProfileSample)
            {
                _reader.Skip(tag);
                continue;
            }

            ByteRange range = _reader.ReadBytes(end);
            if (Complaint(_reader[range]) is string expected)
            {
                _context.AddUnparsed(new LoadDiagnostic(0, range.Start, DiagnosticText.Of(_reader.TextAt(range.Start)), expected));
            }
            else if (_sample.Times.Count > 0)
            {
                AddTimed(origin, timed ??= _kinds.Add(kind, EventCounting.Sampled, isDefault: false), kind.Factor);
            }
            else
            {
                AddSums(origin, summed ??= _kinds.Add(kind, EventCounting.Aggregated, isDefault: false), kind.Factor);
            }
        }
    }

    // Everything of the profile but its samples.
    private ValueKind ReadHead(int end)
    {
        _profileAttributes.Clear();
        ValueKind kind = new("samples", "count");
        while (_reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.ProfileSampleType:
                    (long type, long unit, bool hasTemporality) = ValueTypeReader.Read(_reader, _reader.Enter(end));
                    kind = hasTemporality ? throw OtlpOlderForm.WithoutStacks() : new ValueKind(_dictionary.Strings.TextOf(type), _dictionary.Strings.TextOf(unit));
                    break;
                case OtlpField.ProfileAttribute:
                    _profileAttributes.Add(_reader.ReadVarint());
                    break;
                case OtlpField.ProfileAttributes:
                    _reader.ReadPacked(end, _profileAttributes);
                    break;
                case OtlpField.FormerLocationIndices or OtlpField.FormerTables or OtlpField.FormerStartTime:
                    throw OtlpOlderForm.WithoutStacks();
                default:
                    _reader.Skip(tag);
                    break;
            }
        }

        return kind;
    }

    private string? Complaint(ReadOnlySpan<byte> sample)
    {
        try
        {
            _sample.Read(sample);
            return Complaint();
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            return $"a sample: {WireException.ExpectationOf(error)}";
        }
    }

    private string? Complaint() =>
        _sample.Times.Count == 0 && _sample.Values.Count == 0 ? "a sample with values or timestamps"
        : _sample.Times.Count > 0 && _sample.Values.Count > 0 && _sample.Times.Count != _sample.Values.Count
        ? FormattableString.Invariant($"a sample with as many values as timestamps, not {_sample.Values.Count} and {_sample.Times.Count}")
        : (ulong)_sample.Stack >= (ulong)Math.Max(1, _stacks.Length) ? FormattableString.Invariant($"a sample whose stack is in the table of {_stacks.Length}, not {_sample.Stack}")
        : _sample.Values.Exists(value => value < 0) ? "a sample whose values are not negative"
        : _sample.Times.Exists(time => time < 0) ? "a sample whose times are before the year 2262"
        : null;

    private void AddTimed(OtlpOrigin origin, EventKindId kind, long factor)
    {
        Span<long> weights = CollectionsMarshal.AsSpan(_sample.Values);
        foreach (ref long weight in weights)
        {
            weight = Scaled(weight, factor);
        }

        _samples.Add(SampleOf(origin, kind), CollectionsMarshal.AsSpan(_sample.Times), areKnown: true, weights);
    }

    private void AddSums(OtlpOrigin origin, EventKindId kind, long factor)
    {
        SampleRecord sample = SampleOf(origin, kind);
        foreach (long value in _sample.Values)
        {
            _samples.AddUntimed(sample with { Weight = Scaled(value, factor) });
        }
    }

    // Neighbours of one profile mostly have the same attributes.
    private SampleRecord SampleOf(OtlpOrigin origin, EventKindId kind)
    {
        if (_lastSample is not SampleRecord last || !CollectionsMarshal.AsSpan(_sample.Attributes).SequenceEqual(CollectionsMarshal.AsSpan(_lastAttributes)))
        {
            foreach (long attribute in _sample.Attributes)
            {
                Add(ref origin, attribute);
            }

            ThreadId thread = _threads.Add(_builder.AddString(origin.Command), origin.Command, origin.Pid, origin.Tid);
            last = new SampleRecord(0, StackId.Empty, thread, kind, origin.Cpu) { Labels = origin.Labels };
            _lastAttributes.Clear();
            _lastAttributes.AddRange(_sample.Attributes);
            _lastSample = last;
        }

        return last with { Stack = StackOf((int)_sample.Stack), EventKind = kind };
    }

    private void Add(ref OtlpOrigin origin, long attribute)
    {
        if (attribute > 0 && attribute < _dictionary.Attributes.Length)
        {
            origin.Add(_dictionary.Attributes[attribute], _builder);
        }
    }

    private StackId StackOf(int index)
    {
        if (index >= _stacks.Length)
        {
            return StackId.Empty;
        }

        return _stacks[index] ??= Resolve(_dictionary.LocationsOf(index));
    }

    private StackId Resolve(ReadOnlySpan<long> locations)
    {
        if (locations.Length > _path.Length)
        {
            _path = new int[Math.Max(locations.Length, 2 * _path.Length)];
        }

        for (int i = 0; i < locations.Length; i++)
        {
            _path[i] = locations[i] > 0 && locations[i] < _locations.Count ? (int)locations[i] : -1;
        }

        return _stackTable.Add(_path.AsSpan(0, locations.Length));
    }

    private static long Scaled(long value, long factor) => value > long.MaxValue / factor ? long.MaxValue : value * factor;
}
