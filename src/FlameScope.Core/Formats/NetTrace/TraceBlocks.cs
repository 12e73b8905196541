namespace FlameScope.Formats.NetTrace;

/// <summary>Reads the blocks of a trace, one after another.</summary>
internal sealed class TraceBlocks
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly TraceContent _content;
    private readonly EventTypes _types = new();
    private bool _isDescribed;
    private long _events;

    public TraceBlocks(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
        _content = new TraceContent(builder);
    }

    /// <summary>Whether the trace is of version 6: threads have indices, metadata no event headers, and so on.</summary>
    public bool HasThreadIndices { get; set; }

    /// <exception cref="ProfileFormatException">The trace is larger than the store may grow.</exception>
    public void ThrowIfOverLimits(long bytesBeside)
    {
        _builder.ThrowIfOverLimits(_content.EstimatedBytes + _types.EstimatedBytes + bytesBeside);
    }

    /// <summary>Makes room for what will come.</summary>
    /// <param name="read">Bytes of the blocks read so far.</param>
    /// <param name="length">Bytes of the trace.</param>
    public void ReserveFor(long read, long length) => _builder.ReserveFor(read, length);

    /// <summary>Reads a block.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="body">Its content.</param>
    /// <param name="offset">Where in the file that begins.</param>
    /// <param name="isCut">Whether the file ends inside of it.</param>
    public void Read(BlockKind kind, ReadOnlySpan<byte> body, long offset, bool isCut)
    {
        bool isRead = kind switch
        {
            BlockKind.Trace => TryDescribe(body, isCut),
            BlockKind.Events => TryReadEvents(body, offset, isCut),
            BlockKind.Metadata => TryReadMetadata(body),
            BlockKind.Stacks => TryReadStacks(body),
            BlockKind.SequencePoint => TryReadSequencePoint(body),
            BlockKind.Threads => TryReadThreads(body),
            BlockKind.RemovedThreads => TryRemoveThreads(body),
            BlockKind.Labels => _content.Labels.TryAdd(body),
            _ => true,
        };
        if (!isRead && !isCut)
        {
            _context.AddUnparsed(new LoadDiagnostic(0, offset, DiagnosticText.Of(body), $"a block of {kind} that is whole"));
        }
    }

    /// <summary>The trace has ended.</summary>
    public void Complete()
    {
        if (_content.Description.Clock is null)
        {
            _builder.TimeAxis = TimeAxis.None;
        }

        new TraceStore(_content, _builder, _context).Fill();
        ThrowIfOverLimits(0);

        // Every event that was read is a sample, one that is left out, or none.
        _context.AddSideBand(_events - _builder.SampleCount - _context.LeftOut);
    }

    private bool TryDescribe(ReadOnlySpan<byte> body, bool isCut)
    {
        if (_isDescribed || isCut)
        {
            return false;
        }

        _isDescribed = true;
        _content.Description = TraceDescription.Read(body, HasThreadIndices);
        return _content.Description.Clock is not null;
    }

    private bool TryReadEvents(ReadOnlySpan<byte> body, long offset, bool isCut)
    {
        EventBlockReader reader = new(body, HasThreadIndices);
        TraceThread? writer = null;
        long writerKey = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> payload))
        {
            ref readonly EventHeader header = ref reader.Header;
            if (writer is null || header.CaptureThread != writerKey)
            {
                writerKey = header.CaptureThread;
                writer = _content.Threads[_content.Threads.RowOf(writerKey)];
            }

            long lost = writer.CountEvent(header.Sequence);
            if (lost > 0)
            {
                _context.AddLost(lost, _content.Description.Clock?.NanosecondsOf(header.Ticks));
            }

            EventMeaning meaning = _types[header.Metadata];
            if (meaning == EventMeaning.None || _content.TryAdd(meaning, header, payload))
            {
                _events++;
            }
            else
            {
                _context.AddUnparsed(new LoadDiagnostic(0, offset + reader.Position, DiagnosticText.Of(payload), $"an event of type {meaning} with all of its fields and a known stack"));
            }
        }

        return !reader.HasFailed || isCut;
    }

    private bool TryReadMetadata(ReadOnlySpan<byte> body)
    {
        if (HasThreadIndices)
        {
            return _types.TryAddRows(body);
        }

        EventBlockReader reader = new(body, hasThreadIndices: false);
        bool areRead = true;
        while (reader.TryRead(out ReadOnlySpan<byte> payload))
        {
            areRead &= _types.TryAddObject(payload);
        }

        return areRead && !reader.HasFailed;
    }

    private bool TryReadStacks(ReadOnlySpan<byte> body)
    {
        TraceCursor cursor = new(body);
        uint first = cursor.UInt32();
        uint count = cursor.UInt32();
        for (uint i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> stack = cursor.Take(cursor.UInt32());
            if (cursor.HasFailed)
            {
                return false;
            }

            _content.StackRows.Add(first + i, _content.Stacks.Intern(stack, _content.Description.PointerSize));
        }

        return !cursor.HasFailed;
    }

    private bool TryReadSequencePoint(ReadOnlySpan<byte> body)
    {
        const int ForgetsThreads = 1;
        const int ForgetsMetadata = 2;

        TraceCursor cursor = new(body);
        long? time = _content.Description.Clock?.NanosecondsOf(cursor.Int64());
        uint flags = HasThreadIndices ? cursor.UInt32() : 0;
        uint count = cursor.UInt32();
        for (uint i = 0; i < count && !cursor.HasFailed; i++)
        {
            long thread = HasThreadIndices ? (long)cursor.Varint() : cursor.Int64();
            uint sequence = HasThreadIndices ? cursor.Varint32() : cursor.UInt32();
            if (!cursor.HasFailed)
            {
                CatchUp(thread, sequence, time);
            }
        }

        _content.StackRows.Clear();
        _content.Labels.Clear();
        if ((flags & ForgetsThreads) != 0)
        {
            _content.Threads.ForgetIndices();
        }

        if ((flags & ForgetsMetadata) != 0)
        {
            _types.Clear();
        }

        return !cursor.HasFailed;
    }

    private void CatchUp(long thread, uint sequence, long? time)
    {
        long lost = _content.Threads.CatchUp(thread, sequence);
        if (lost > 0)
        {
            _context.AddLost(lost, time);
        }
    }

    private bool TryReadThreads(ReadOnlySpan<byte> body)
    {
        TraceCursor cursor = new(body);
        bool areRead = true;
        while (!cursor.IsAtEnd && !cursor.HasFailed)
        {
            TraceCursor row = new(cursor.Take(cursor.UInt16()));
            areRead &= ThreadRow.TryRead(ref row, _content.Threads);
        }

        return areRead && !cursor.HasFailed;
    }

    private bool TryRemoveThreads(ReadOnlySpan<byte> body)
    {
        TraceCursor cursor = new(body);
        while (!cursor.IsAtEnd && !cursor.HasFailed)
        {
            long thread = (long)cursor.Varint();
            uint sequence = cursor.Varint32();
            if (!cursor.HasFailed)
            {
                CatchUp(thread, sequence, null);
                _content.Threads.Remove(thread);
            }
        }

        return !cursor.HasFailed;
    }
}
