using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

public ref partial struct PerfScriptReader
{
    /// <summary>Reads the next token.</summary>
    /// <returns><see langword="false"/> where the block holds no further whole line, or the text has ended.</returns>
    public bool Read()
    {
        while (TryNextLine())
        {
            if (_line.IsEmpty || (_line[0] <= (byte)' ' && Fields.IsBlank(_line)))
            {
                bool endsSample = IsInSample;
                _place = SamplePlace.BetweenSamples;
                if (endsSample)
                {
                    return Emit(PerfScriptTokenType.EndOfSample);
                }
            }
            else if (IsIndentedFrame())
            {
                if (TryEmitFrame())
                {
                    return true;
                }
            }
            else if (EventLine.TryRead(_line, _start.Layouts, out _event) && IsEvent())
            {
                return EmitEvent();
            }
            else if (IsFrame())
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

    // A tab and an address: a frame, unless it is a thread whose name begins with a tab.
    private bool IsIndentedFrame()
    {
        if (_line[0] != (byte)'\t')
        {
            return false;
        }

        if (_line.Length >= FrameLine.PaddedPrefix && FrameLine.HasPaddedAddress(_line))
        {
            _frameText = FrameLine.PaddedPrefix;
            return true;
        }

        _frameText = FrameLine.StartOfText(_line);
        return _frameText > 0 && (!EventLine.TryRead(_line, _start.Layouts, out _event) || !IsCertainEvent());
    }

    private bool IsFrame()
    {
        _frameText = _line[0] == (byte)' ' && !(IsInSample && KnownLines.IsPhysicalAddress(_line)) ? FrameLine.StartOfText(_line)
            : IsInSample ? FrameLine.StartOfUnindentedText(_line)
            : -1;
        return _frameText > 0;
    }

    // A header line may look like an event of a thread without a time, an event's time must stand in no comment.
    private readonly bool IsEvent() => _line[0] is not ((byte)'#' or (byte)'\t') || IsCertainEvent();

    private readonly bool IsCertainEvent() =>
        _event.Layout is { HasTime: true, Thread: not ThreadColumn.None } && (_event.IsSideBand || !_event.EventName.IsEmpty)
        && (_line[0] != (byte)'\t' || _event.Payload.IsEmpty || Fields.IsTracepoint(_event.EventName));

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
            case SamplePlace.AfterPayload:
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
        if (_event.IsDetail)
        {
            return Emit(PerfScriptTokenType.Detail);
        }

        if (_event.IsSideBand)
        {
            _place = SamplePlace.BetweenSamples;
            return Emit(PerfScriptTokenType.SideBand);
        }

        _place = Fields.IsTracepoint(_event.EventName) ? SamplePlace.AfterPayload : SamplePlace.InSample;
        return Emit(PerfScriptTokenType.Event);
    }

    private bool TryReadOther(out bool needsMore)
    {
        needsMore = false;
        if (KnownLines.IsDetail(_line, IsInSample))
        {
            return _place != SamplePlace.InUnparsed && Emit(PerfScriptTokenType.Detail);
        }

        //   mod.rs:434
        if (IsInSample && _line is [(byte)' ', (byte)' ', not (byte)' ', ..])
        {
            return Emit(PerfScriptTokenType.SourceLine);
        }

        if (KnownLines.IsMessage(_line))
        {
            return Emit(PerfScriptTokenType.Message);
        }

        // prev_comm=new
        // line prev_pid=5786 …
        if (_place == SamplePlace.AfterPayload)
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

        if (!IsInSample && TryReadSplitEvent(out needsMore))
        {
            return EmitEvent();
        }

        if (needsMore)
        {
            return false;
        }

        // Inside a sample an indented line is a damaged frame and plain text not of the sample; any other is a damaged event line
        // that ends it.
        _place = IsInSample && (isIndented || KnownLines.IsProse(_line)) ? SamplePlace.InSample : SamplePlace.InUnparsed;
        return Emit(PerfScriptTokenType.Unparsed);
    }

    // new
    // line  5786  2583.660677:    5025125 cpu-clock:ppp:
    //
    // A command of at most 15 bytes may hold line feeds; its event line is split then. A blank line divides samples, whatever
    // stands before it.
    private bool TryReadSplitEvent(out bool needsMore)
    {
        needsMore = false;
        ReadOnlySpan<byte> text = _block[_lineStart..];
        int end = BytesConsumed - _lineStart;
        int commandBytes = _line.Length + 1;
        for (int lines = 1; commandBytes <= Fields.MaxCommandBytes + 1; lines++)
        {
            int next = text[end..].IndexOf((byte)'\n');
            if (next < 0 && !_isFinalBlock)
            {
                needsMore = true;
                BytesConsumed = _lineStart;
                _lines--;
                return false;
            }

            int joinedEnd = next < 0 ? text.Length : end + next;
            ReadOnlySpan<byte> line = text[end..joinedEnd];
            if (Fields.IsBlank(line))
            {
                return false;
            }

            ReadOnlySpan<byte> joined = text[..joinedEnd].TrimEnd((byte)'\r');
            if (EventLine.TryRead(joined, _start.Layouts, out _event) && _event.Command.Contains((byte)'\n'))
            {
                _line = joined;
                _lines += lines;
                BytesConsumed = _lineStart + Math.Min(text.Length, joinedEnd + 1);
                return true;
            }

            commandBytes += line.TrimEnd((byte)'\r').Length + 1;
            end = Math.Min(text.Length, joinedEnd + 1);
        }

        return false;
    }

    private bool Emit(PerfScriptTokenType type)
    {
        TokenType = type;
        return true;
    }
}
