using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

public ref partial struct PerfScriptReader
{
    // A command of at most 15 bytes may hold line feeds; its event line is split then.
    private const int MostCommandBytes = 15;

    /// <summary>Reads the next token.</summary>
    /// <returns><see langword="false"/> where the block holds no further whole line, or the text has ended.</returns>
    public bool Read()
    {
        while (TryNextLine())
        {
            if (_line.IsEmpty)
            {
                bool endsSample = _place is SamplePlace.InSample or SamplePlace.BehindPayload;
                _place = SamplePlace.BetweenSamples;
                if (endsSample)
                {
                    return Emit(PerfScriptTokenType.EndOfSample);
                }
            }
            else if (_line[0] == (byte)'\t' && (_frameText = FrameLine.StartOfText(_line)) > 0)
            {
                if (TryEmitFrame())
                {
                    return true;
                }
            }
            else if (EventLine.TryRead(_line, _start.Layout, out _event))
            {
                return EmitEvent();
            }
            else if (_line[0] == (byte)' ' && (_frameText = FrameLine.StartOfText(_line)) > 0)
            {
                if (TryEmitFrame())
                {
                    return true;
                }
            }
            else if (TryReadOther(out bool needsMore))
            {
                return true;
            }
            else if (needsMore)
            {
                return false;
            }
        }

        return false;
    }

    private bool TryNextLine()
    {
        ReadOnlySpan<byte> rest = _block[BytesConsumed..];
        int length = rest.IndexOf((byte)'\n');
        if (length < 0 && (!_isFinalBlock || rest.IsEmpty))
        {
            return false;
        }

        _lineStart = BytesConsumed;
        _line = length < 0 ? rest : rest[..length];
        BytesConsumed += length < 0 ? rest.Length : length + 1;
        _lines++;
        if (_line is [.., (byte)'\r'])
        {
            _line = _line[..^1];
        }

        return true;
    }

    // The frames of an event line that could not be read go with it; those without any event line count as one.
    private bool TryEmitFrame()
    {
        switch (_place)
        {
            case SamplePlace.InSample:
                return Emit(PerfScriptTokenType.Frame);
            case SamplePlace.BehindPayload:
                _place = SamplePlace.InSample;
                return Emit(PerfScriptTokenType.Frame);
            case SamplePlace.BetweenSamples:
                _place = SamplePlace.InUnparsed;
                return Emit(PerfScriptTokenType.Unparsed);
            default:
                return false;
        }
    }

    private bool EmitEvent()
    {
        if (_event.IsSideBand)
        {
            _place = SamplePlace.BetweenSamples;
            return Emit(PerfScriptTokenType.SideBand);
        }

        _place = Fields.IsTracepoint(_event.EventName) ? SamplePlace.BehindPayload : SamplePlace.InSample;
        return Emit(PerfScriptTokenType.Event);
    }

    private bool TryReadOther(out bool needsMore)
    {
        needsMore = false;
        bool isInSample = _place is SamplePlace.InSample or SamplePlace.BehindPayload;

        //   mod.rs:434
        if (isInSample && _line is [(byte)' ', (byte)' ', not (byte)' ', ..])
        {
            return Emit(PerfScriptTokenType.SourceLine);
        }

        // prev_comm=new
        // line prev_pid=5786 …
        if (_place == SamplePlace.BehindPayload)
        {
            _place = SamplePlace.InSample;
            return false;
        }

        bool isIndented = _line[0] is (byte)' ' or (byte)'\t';
        if (_place == SamplePlace.InUnparsed && isIndented)
        {
            return false;
        }

        if (_line[0] == (byte)'#')
        {
            _place = SamplePlace.BetweenSamples;
            return Emit(PerfScriptTokenType.Header);
        }

        if (_line.StartsWith("PERF_RECORD_"u8))
        {
            _place = SamplePlace.BetweenSamples;
            _event = default;
            return Emit(PerfScriptTokenType.SideBand);
        }

        if (!isInSample && TryReadSplitEvent(out needsMore))
        {
            return EmitEvent();
        }

        if (needsMore)
        {
            return false;
        }

        // Inside a sample an indented line is a damaged frame, any other a damaged event line that ends the sample.
        _place = isInSample && isIndented ? SamplePlace.InSample : SamplePlace.InUnparsed;
        return Emit(PerfScriptTokenType.Unparsed);
    }

    // new
    // line  5786  2583.660677:    5025125 cpu-clock:ppp:
    private bool TryReadSplitEvent(out bool needsMore)
    {
        needsMore = false;
        ReadOnlySpan<byte> text = _block[_lineStart..];
        for (int end = _line.Length, lines = 1; end <= MostCommandBytes; lines++)
        {
            int next = end < text.Length ? text[(end + 1)..].IndexOf((byte)'\n') : -1;
            if (next < 0 && !_isFinalBlock)
            {
                needsMore = true;
                BytesConsumed = _lineStart;
                _lines--;
                return false;
            }

            if (end >= text.Length)
            {
                return false;
            }

            // A blank line divides samples, whatever stands before it.
            if (next == 0 || text[(end + 1)..].StartsWith("\r\n"u8))
            {
                return false;
            }

            int joinedEnd = next < 0 ? text.Length : end + 1 + next;
            ReadOnlySpan<byte> joined = text[..joinedEnd].TrimEnd((byte)'\r');
            if (EventLine.TryRead(joined, _start.Layout, out _event) && _event.Command.Contains((byte)'\n'))
            {
                _line = joined;
                _lines += lines;
                BytesConsumed = Math.Min(_block.Length, _lineStart + joinedEnd + 1);
                return true;
            }

            end = joinedEnd;
        }

        return false;
    }

    private bool Emit(PerfScriptTokenType type)
    {
        TokenType = type;
        return true;
    }
}
