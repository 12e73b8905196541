using System.Runtime.InteropServices;
using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>Reads a pprof profile in two passes: its tables first, which mostly stand after the samples, then the samples.</summary>
internal sealed class PprofReader
{
    private const string Advice = "pprof keeps sums, no times: record with a profiler that labels samples with end_timestamp_ns, or with perf record -g.";

    // More rows than this, and a sample has one row that weighs what it stands for.
    private const long MaxCopies = 4_000_000;

    private readonly WireReader _reader;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly PprofTables _tables;
    private readonly PprofSample _sample;
    private readonly SampleCollector _samples;
    private readonly EventKinds _kinds;
    private readonly RawStacks _rawStacks;
    private readonly List<long> _locations = [];
    private readonly long[] _times = new long[256];
    private ValueKind[] _types = [];
    private PlannedValue[] _plan = [];
    private EventKindId?[] _kindIds = [];
    private int[] _path = [];
    private PprofLabels? _labels;
    private StackTable? _stacks;
    private bool _mayHaveTimes;
    private long[] _sums = [];

    public PprofReader(WireReader reader, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        _reader = reader;
        _builder = builder;
        _context = context;
        _tables = new PprofTables(reader, builder, context);
        _sample = new PprofSample();
        _rawStacks = new RawStacks(reader);
        _samples = new SampleCollector(builder, context, cancellationToken);
        _kinds = new EventKinds(builder);
    }

    public void Read()
    {
        LoadDiagnostic? end = MessageFields.Walk(_reader, ReadTable)
            ?? (_tables.Strings.Count == 0 ? new LoadDiagnostic(0, _reader.Length, "", "a string table; without it nothing has a name") : null);
        foreach (LoadDiagnostic damage in _tables.Damage)
        {
            _context.AddUnparsed(damage);
        }

        _types = _tables.Types is { Length: > 0 } types ? types : [new ValueKind("samples", "count")];
        _mayHaveTimes = PprofLabels.MayHaveTimes(_tables.Strings);
        _stacks = new StackTable(_builder, _tables.Resolve());
        _labels = new PprofLabels(_tables.Strings, _builder, _tables.Program);
        _plan = PlannedValue.Of(_types, _tables.DefaultType, CountCopies() <= MaxCopies);
        _kindIds = new EventKindId?[_plan.Length];
        MessageFields.Walk(_reader, ReadSample);
        if (end is not null)
        {
            _context.MarkTruncated(end);
        }

        _samples.Finish(Advice);
    }

    // Samples are added up on the way, whatever their values turn out to be: their types may stand after them.
    private void ReadTable(uint tag, int end)
    {
        if (tag != PprofField.Sample)
        {
            _tables.Read(tag, end);
        }
        else if (TryRead(_reader.ReadBytes(end), isWhole: false, out _))
        {
            int count = Math.Min(_sample.Values.Count, ushort.MaxValue);
            if (count > _sums.Length)
            {
                Array.Resize(ref _sums, count);
            }

            for (int i = 0; i < count; i++)
            {
                _sums[i] = Math.Min(MaxCopies + 1, _sums[i] + Math.Clamp(_sample.Values[i], 0, MaxCopies + 1));
            }
        }
    }

    private bool TryRead(ByteRange range, bool isWhole, out string? expected)
    {
        expected = null;
        try
        {
            if (isWhole)
            {
                _sample.Read(_reader[range], range.Start);
            }
            else
            {
                _sample.ReadValues(_reader[range]);
            }

            return true;
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            expected = WireException.ExpectationOf(error);
            return false;
        }
    }

    private long CountCopies()
    {
        long copies = 0;
        for (int i = 0; i < Math.Min(_types.Length, _sums.Length); i++)
        {
            copies += _types[i].CountsSamples ? _sums[i] : 0;
        }

        return copies;
    }

    private void ReadSample(uint tag, int end)
    {
        if (tag != PprofField.Sample)
        {
            _reader.Skip(tag);
            return;
        }

        ByteRange range = _reader.ReadBytes(end);
        int start = range.Start;
        if (!TryRead(range, isWhole: true, out string? expected))
        {
            AddUnparsed(start, $"a sample: {expected}");
        }
        else if (_sample.Values.Count != _types.Length)
        {
            AddUnparsed(start, FormattableString.Invariant($"a sample with {_types.Length} values, one for each sample type, not {_sample.Values.Count}"));
        }
        else if (_sample.Values.Exists(value => value < 0))
        {
            AddUnparsed(start, "a sample whose values are not negative; the difference of two profiles is not read");
        }
        else
        {
            AddSample();
        }
    }

    private void AddUnparsed(int start, string expected) =>
        _context.AddUnparsed(new LoadDiagnostic(0, start, DiagnosticText.Of(_reader.TextAt(start)), expected));

    private void AddSample()
    {
        _labels!.Read(_sample.Labels);
        StackId stack = StackOf();
        bool isCounted = false;
        for (int i = 0; i < _plan.Length; i++)
        {
            PlannedValue planned = _plan[i];
            long value = Scaled(_sample.Values[planned.Value], _types[planned.Value].Factor);
            long copies = planned.Copies >= 0 ? _sample.Values[planned.Copies] : 1;
            if (copies == 0 && value > 0)
            {
                copies = 1;
            }

            if (value == 0 && (planned.Copies < 0 || copies == 0))
            {
                continue;
            }

            isCounted = true;
            _kindIds[i] ??= _kinds.Add(_types[planned.Value], planned.Copies >= 0 ? EventCounting.Sampled : EventCounting.Aggregated, planned.IsDefault);
            AddCopies(new SampleRecord(0, stack, _labels.Thread, _kindIds[i]!.Value) { Labels = _labels.Labels }, copies, value);
        }

        if (!isCounted)
        {
            _context.AddSideBand();
        }
    }

    // What does not divide goes to the first copies, so that the sum is exact.
    private void AddCopies(in SampleRecord sample, long copies, long value)
    {
        (long weight, long rest) = Math.DivRem(value, copies);
        AddCopies(sample with { Weight = weight + 1 }, rest);
        AddCopies(sample with { Weight = weight }, copies - rest);
    }

    private void AddCopies(in SampleRecord copy, long count)
    {
        if (_labels!.Time is null && _mayHaveTimes)
        {
            for (long i = 0; i < count; i++)
            {
                _samples.AddUntimed(copy);
            }

            return;
        }

        while (count > 0)
        {
            Span<long> times = _times.AsSpan(0, (int)Math.Min(count, _times.Length));
            times.Fill(_labels.Time ?? 0);
            _samples.Add(copy, times, _labels.Time is not null);
            count -= times.Length;
        }
    }

    private StackId StackOf()
    {
        ByteRange list = _sample.PackedLocations;
        if (list.Length == 0)
        {
            return StackOf(CollectionsMarshal.AsSpan(_sample.Locations));
        }

        if (_rawStacks.TryFind(list, out StackId known))
        {
            return known;
        }

        _locations.Clear();
        MessageSpan.AddPacked(_reader[list], _locations);
        StackId stack = StackOf(CollectionsMarshal.AsSpan(_locations));
        _rawStacks.Add(list, stack);
        return stack;
    }

    private StackId StackOf(ReadOnlySpan<long> ids)
    {
        if (ids.Length > _path.Length)
        {
            _path = new int[Math.Max(ids.Length, 2 * _path.Length)];
        }

        for (int i = 0; i < ids.Length; i++)
        {
            _path[i] = _tables.RowOf(ids[i]);
        }

        return _stacks!.Add(_path.AsSpan(0, ids.Length));
    }

    private static long Scaled(long value, long factor) => value > long.MaxValue / factor ? long.MaxValue : value * factor;
}
