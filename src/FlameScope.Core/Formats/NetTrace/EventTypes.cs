using System.Text;

namespace FlameScope.Formats.NetTrace;

/// <summary>What the trace's own numbers of event types mean.</summary>
internal sealed class EventTypes
{
    private const int MaxTypes = 1_000_000;

    private readonly Dictionary<uint, EventMeaning> _meanings = [];
    private uint _last;
    private EventMeaning _lastMeaning;

    public EventMeaning this[uint metadata]
    {
        get
        {
            if (metadata != _last)
            {
                _last = metadata;
                _lastMeaning = _meanings.GetValueOrDefault(metadata);
            }

            return _lastMeaning;
        }
    }

    /// <summary>About how many bytes the table takes.</summary>
    public long EstimatedBytes => _meanings.Count * 32L;

    /// <summary>Reads the payload of a metadata event of version 4 or 5.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryAddObject(ReadOnlySpan<byte> payload)
    {
        TraceCursor cursor = new(payload);
        uint metadata = cursor.UInt32();
        string provider = Encoding.Unicode.GetString(cursor.Utf16());
        int id = cursor.Int32();
        cursor.Utf16();
        return TryAdd(metadata, cursor.HasFailed ? null : provider, id, "");
    }

    /// <summary>Reads the rows of a metadata block of version 6.</summary>
    /// <returns>Whether all of them could be read.</returns>
    public bool TryAddRows(ReadOnlySpan<byte> block)
    {
        TraceCursor cursor = new(block);
        cursor.Skip(cursor.UInt16());
        bool areRead = true;
        while (!cursor.IsAtEnd && !cursor.HasFailed)
        {
            TraceCursor row = new(cursor.Take(cursor.UInt16()));
            uint metadata = row.Varint32();
            string provider = Encoding.UTF8.GetString(row.Utf8());
            uint id = row.Varint32();
            string name = Encoding.UTF8.GetString(row.Utf8());
            areRead &= TryAdd(metadata, row.HasFailed ? null : provider, (int)id, name);
        }

        return areRead && !cursor.HasFailed;
    }

    /// <summary>Forgets all types: those that follow may have the same numbers.</summary>
    public void Clear()
    {
        _meanings.Clear();
        _last = 0;
        _lastMeaning = EventMeaning.None;
    }

    private bool TryAdd(uint metadata, string? provider, int id, string name)
    {
        if (provider is null || metadata == 0 || _meanings.Count >= MaxTypes)
        {
            return false;
        }

        _meanings[metadata] = MeaningOf(provider, id, name);
        if (metadata == _last)
        {
            _lastMeaning = _meanings[metadata];
        }

        return true;
    }

    private static EventMeaning MeaningOf(string provider, int id, string name) => provider switch
    {
        "Microsoft-DotNETCore-SampleProfiler" => EventMeaning.Sample,
        "Microsoft-Windows-DotNETRuntime" => RuntimeMeaningOf(id),
        "Microsoft-Windows-DotNETRuntimeRundown" => RundownMeaningOf(id),
        "Microsoft-DotNETCore-EventPipe" when id == 1 => EventMeaning.ProcessInfo,

        // Written by FlameScope.EventPipe where a process records itself.
        "FlameScope-Recorder" when id == 1 => EventMeaning.OwnThread,
        "Universal.Events" => name switch
        {
            "cpu" => EventMeaning.CpuSample,
            "cswitch" => EventMeaning.ContextSwitch,
            _ => EventMeaning.None,
        },
        "Universal.System" => name switch
        {
            "ProcessCreate" => EventMeaning.ProcessCreate,
            "ProcessMapping" => EventMeaning.ProcessMapping,
            "ProcessSymbol" => EventMeaning.ProcessSymbol,
            _ => EventMeaning.None,
        },
        _ => EventMeaning.None,
    };

    // The same numbers mean loading here and the end of the trace in the rundown.
    private static EventMeaning RuntimeMeaningOf(int id) => id switch
    {
        1 => EventMeaning.CollectionStart,
        2 => EventMeaning.CollectionEnd,
        3 => EventMeaning.SuspensionEnd,
        9 => EventMeaning.SuspensionStart,
        10 => EventMeaning.Allocation,
        55 => EventMeaning.PoolAdjustment,
        80 => EventMeaning.Exception,
        81 => EventMeaning.ContentionStart,
        91 => EventMeaning.ContentionStop,
        143 => EventMeaning.MethodLoad,
        144 => EventMeaning.MethodUnload,
        145 => EventMeaning.JittingStarted,
        151 => EventMeaning.DomainModuleLoad,
        152 => EventMeaning.ModuleLoad,
        _ => EventMeaning.None,
    };

    private static EventMeaning RundownMeaningOf(int id) => id switch
    {
        143 or 144 => EventMeaning.MethodRundown,
        151 or 152 => EventMeaning.DomainModuleLoad,
        153 or 154 => EventMeaning.ModuleLoad,
        _ => EventMeaning.None,
    };
}
