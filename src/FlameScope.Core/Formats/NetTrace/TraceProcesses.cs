namespace FlameScope.Formats.NetTrace;

/// <summary>The processes of a trace: one, but for version 6.</summary>
internal sealed class TraceProcesses
{
    private static readonly int[] KernelIds = [0, -1];

    private readonly Dictionary<int, int> _rows = [];
    private readonly List<TraceProcess> _processes = [];
    private readonly Dictionary<ulong, int> _mappings = [];
    private readonly List<(ulong Mapping, NativeRange Range)> _symbols = [];

    public int Count => _processes.Count;

    public long EstimatedBytes => (_symbols.Count * 40L) + (_mappings.Count * 60L) + _processes.Sum(process => process.EstimatedBytes);

    public TraceProcess this[int row] => _processes[row];

    public int RowOf(int id)
    {
        if (!_rows.TryGetValue(id, out int row))
        {
            row = _processes.Count;
            _rows.Add(id, row);
            _processes.Add(new TraceProcess { Id = id });
        }

        return row;
    }

    /// <summary>Reads what is mapped into a process.</summary>
    public bool TryAddMapping(ReadOnlySpan<byte> payload, SampleStoreBuilder builder)
    {
        TraceCursor cursor = new(payload);
        ulong id = cursor.Varint();
        ulong process = cursor.Varint();
        ulong start = cursor.Varint();
        ulong end = cursor.Varint();
        cursor.Varint();
        ReadOnlySpan<byte> file = cursor.Take(cursor.UInt16());
        if (cursor.HasFailed)
        {
            return false;
        }

        int row = RowOf(process > int.MaxValue ? -1 : (int)process);
        _mappings[id] = row;
        _processes[row].Files.Add(new NativeRange(start, end, builder.AddString(file)));
        return true;
    }

    /// <summary>Reads a function of a mapping.</summary>
    public bool TryAddSymbol(ReadOnlySpan<byte> payload, SampleStoreBuilder builder)
    {
        TraceCursor cursor = new(payload);
        cursor.Varint();
        ulong mapping = cursor.Varint();
        ulong start = cursor.Varint();
        ulong end = cursor.Varint();
        ReadOnlySpan<byte> name = cursor.Take(cursor.UInt16());
        if (cursor.HasFailed)
        {
            return false;
        }

        _symbols.Add((mapping, new NativeRange(start, end, builder.AddString(name))));
        return true;
    }

    /// <summary>All events have been read.</summary>
    public void Complete()
    {
        foreach ((ulong mapping, NativeRange range) in _symbols)
        {
            if (_mappings.TryGetValue(mapping, out int process))
            {
                _processes[process].Functions.Add(range);
            }
        }

        foreach (TraceProcess process in _processes)
        {
            process.Complete();
        }
    }

    /// <summary>The function or file at an address: of the process itself, or of the kernel, which is process 0.</summary>
    public (StringId Function, StringId File) FindNative(TraceProcess process, ulong address)
    {
        foreach (TraceProcess candidate in CandidatesFor(process))
        {
            bool hasFile = candidate.Files.TryFind(address, out NativeRange file);
            if (candidate.Functions.TryFind(address, out NativeRange function) || hasFile)
            {
                return (function.Name, file.Name);
            }
        }

        return default;
    }

    private IEnumerable<TraceProcess> CandidatesFor(TraceProcess process)
    {
        yield return process;
        foreach (int id in KernelIds)
        {
            if (id != process.Id && _rows.TryGetValue(id, out int row))
            {
                yield return _processes[row];
            }
        }
    }
}
