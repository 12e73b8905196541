namespace FlameScope.Formats;

// For whoever knows beforehand what the next lines should be, and reads them faster than they can be taken apart.
public ref partial struct PerfScriptReader
{
    /// <summary>The rest of the block.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _block[BytesConsumed..];

    /// <summary>Whether frames of a sample may come next.</summary>
    internal readonly bool ExpectsFrames => IsInSample;

    /// <summary>Event: where in <see cref="Line"/> the time begins and ends, its colon included, and its decimals; 0 where several places look like a time.</summary>
    internal readonly (int Start, int End, int Decimals) OnlyTime => _event.OnlyTime;

    /// <summary>Steps over whole frame lines of <see cref="Rest"/>.</summary>
    internal void SkipFrames(int lines, int bytes)
    {
        if (lines > 0)
        {
            _place = SamplePlace.InSample;
            _lines += lines;
            BytesConsumed += bytes;
        }
    }

    /// <summary>Steps over the event line that <see cref="Rest"/> begins with, and a blank line before it.</summary>
    internal void SkipEvent(int lines, int bytes, bool isTracepoint)
    {
        _place = isTracepoint ? SamplePlace.AfterPayload : SamplePlace.InSample;
        _lines += lines;
        BytesConsumed += bytes;
    }
}
