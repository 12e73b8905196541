namespace FlameScope.Formats.Jfr;

/// <summary>Reads the chunks of a recording one after another. A chunk that cannot be read does not take others with it.</summary>
internal sealed class JfrReader(ProfileSource source, SampleStoreBuilder builder, LoadContext context)
{
    private const int SupportedMajor = 2;

    private readonly JfrInput _input = new(source.AsPipe().AsStream(leaveOpen: true));
    private readonly JfrEventKinds _kinds = new(builder);

    private int MaxChunkBytes => (int)Math.Min(Array.MaxLength, context.Limits.MaxMemoryBytes);

    /// <exception cref="ProfileFormatException">The recording is of a version that is not read, or the load is strict and a part cannot be read.</exception>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        bool goesOn = true;
        for (bool isFirst = true; goesOn; isFirst = false)
        {
            long start = _input.BytesRead;
            _input.Clear();
            await _input.FillAsync(JfrHeader.Length, cancellationToken).ConfigureAwait(false);
            if (_input.Count == 0)
            {
                break;
            }

            if (_input.Count < JfrHeader.Length || !JfrHeader.IsChunk(_input.Filled.Span))
            {
                Truncate(start, "a chunk of the recording (FLR, then a header of 68 bytes); the chunks before are kept");
                break;
            }

            JfrHeader header = JfrHeader.Read(_input.Filled.Span);
            if (header.Major != SupportedMajor)
            {
                RefuseVersion(header, isFirst, start);
                break;
            }

            goesOn = await ReadChunkAsync(header, start, cancellationToken).ConfigureAwait(false);
            builder.ThrowIfOverLimits();
        }

        await _input.SkipAsync(long.MaxValue, cancellationToken).ConfigureAwait(false);
        context.BytesRead = _input.BytesRead;
    }

    private void RefuseVersion(JfrHeader header, bool isFirst, long start)
    {
        string version = FormattableString.Invariant($"{header.Major}.{header.Minor}");
        if (isFirst)
        {
            throw new ProfileFormatException(
                $"The input is a Java flight recording of version {version}; version 2 is read, which JDK 11 and later, OpenJDK 8u272 and later and async-profiler write. "
                + "Record it again with one of these.");
        }

        Truncate(start, $"a chunk of version 2, not {version}; the chunks before are kept");
    }

    // Whether another chunk may follow.
    private async ValueTask<bool> ReadChunkAsync(JfrHeader header, long start, CancellationToken cancellationToken)
    {
        if (header.Size is not 0 and < JfrHeader.Length)
        {
            Truncate(start, FormattableString.Invariant($"a chunk of at least {JfrHeader.Length} bytes, not {header.Size}; the chunks before are kept"));
            return false;
        }

        if (header.Size == 0 || (header.ConstantPool == 0 && header.Metadata == 0))
        {
            Truncate(start, "a chunk that its recorder finished: this one has no names, as the program ended while it was written; the chunks before are kept");
            await _input.SkipAsync(header.Size == 0 ? long.MaxValue : header.Size - JfrHeader.Length, cancellationToken).ConfigureAwait(false);
            return header.Size != 0;
        }

        if (header.Size > MaxChunkBytes)
        {
            context.AddUnparsed(DiagnosticAt(start, FormattableString.Invariant($"a chunk of at most {MaxChunkBytes} bytes, not {header.Size}; it is left out")));
            await _input.SkipAsync(header.Size - JfrHeader.Length, cancellationToken).ConfigureAwait(false);
            return true;
        }

        await _input.FillAsync((int)header.Size, cancellationToken).ConfigureAwait(false);
        ReadChunk(header, start, cancellationToken);
        if (_input.Count < header.Size)
        {
            Truncate(start + _input.Count, FormattableString.Invariant($"the rest of a chunk of {header.Size} bytes; what can be read of it is kept"));
            return false;
        }

        if (!header.IsFinished)
        {
            Truncate(start, "a chunk that its recorder finished; what it had written so far is kept");
        }

        return true;
    }

    private void ReadChunk(JfrHeader header, long start, CancellationToken cancellationToken)
    {
        try
        {
            JfrChunk chunk = JfrChunk.Read(_input.Filled, header);
            new JfrChunkEvents(chunk, _kinds, builder, context, start).Read(cancellationToken);
            if (chunk.Damage is JfrException damage && _input.Count >= header.Size)
            {
                context.AddUnparsed(DiagnosticAt(start + damage.Offset, damage.Message));
            }
        }
        catch (JfrException) when (_input.Count < header.Size)
        {
            // The chunk is cut, which is said of it once.
        }
        catch (JfrException error)
        {
            context.AddUnparsed(DiagnosticAt(start + error.Offset, error.Message));
        }
    }

    private void Truncate(long offset, string expected) => context.MarkTruncated(DiagnosticAt(offset, expected));

    private static LoadDiagnostic DiagnosticAt(long offset, string expected) => new(0, offset, "JFR chunk", expected);
}
