namespace FlameScope.Formats.PerfScript;

/// <summary>Finds the layouts of a text by letting its event lines vote, those of each kind of event among themselves.</summary>
/// <remarks>
/// Commands hold anything (blanks, digits, brackets, what looks like a time), so a line alone does not always tell its columns;
/// many lines together do.
/// </remarks>
internal sealed class LayoutDetector
{
    private const int MaxVotes = 2_000;
    private const int MaxKinds = 64;
    private const int IdWidth = 5;

    // One line in ten makes columns of its own; fewer are commands and payloads that look like it.
    private const int MinShare = 10;

    private readonly List<Ballot> _kinds = [];
    private readonly Ballot _all = new([]);
    private int _timed;
    private int _timedThreads;
    private int _untimed;
    private int _bare;
    private int _openings;

    /// <param name="text">The text's beginning, at a line's start; a cut last line does no harm.</param>
    public static LayoutTable Detect(ReadOnlySpan<byte> text)
    {
        LayoutDetector detector = new();
        detector.Vote(text);
        return detector.Count();
    }

    private void Vote(ReadOnlySpan<byte> text)
    {
        bool isOpening = true;
        while (!text.IsEmpty && _timed < MaxVotes)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? text : text[..end]).TrimEnd("\r "u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty || line[0] == (byte)'#')
            {
                isOpening = true;
            }
            else if (line[0] == (byte)'\t')
            {
                isOpening = false;
            }
            else
            {
                isOpening = Vote(line, text, isOpening);
            }
        }
    }

    // Returns whether the next line may begin a sample as this one might have.
    private bool Vote(ReadOnlySpan<byte> line, ReadOnlySpan<byte> next, bool isOpening)
    {
        if (EventLine.TryRead(line, LayoutTable.AnyTimed, out EventLine read))
        {
            _timed++;
            _timedThreads += read.Layout.Thread != ThreadColumn.None ? 1 : 0;
            Add(in read);
        }
        else if (KnownLines.IsMessage(line))
        {
            return isOpening;
        }
        else if (isOpening && EventLine.TryRead(line, LayoutTable.AnyUntimed, out read))
        {
            _untimed++;
            Add(in read);
        }
        else if (isOpening && next.StartsWith("\t"u8) && FrameLine.StartOfText(next) > 0 && EventLine.TryRead(line, LayoutTable.AnyBare, out read))
        {
            _bare++;
        }

        _openings += isOpening ? 1 : 0;
        return false;
    }

    private void Add(in EventLine read)
    {
        bool isPadded = IsPadded(in read);
        BallotOf(read.EventName).Add(read.Layout, 1, isPadded ? 1 : 0);
        _all.Add(read.Layout, 1, isPadded ? 1 : 0);
    }

    private Ballot BallotOf(ReadOnlySpan<byte> eventName)
    {
        foreach (Ballot ballot in _kinds)
        {
            if (eventName.SequenceEqual(ballot.EventName))
            {
                return ballot;
            }
        }

        if (_kinds.Count == MaxKinds)
        {
            return _kinds[^1];
        }

        _kinds.Add(new Ballot(eventName.ToArray()));
        return _kinds[^1];
    }

    // perf pads ids: of "ingest 0" and "ingest     0" only the second has one.
    private static bool IsPadded(in EventLine read)
    {
        ReadOnlySpan<byte> before = read.ThreadText;
        ReadOnlySpan<byte> id = Fields.TakeLastWord(ref before);
        return read.Layout is not { Thread: ThreadColumn.Thread, Cpu: CpuColumn.None } || id.Length >= IdWidth || before is not [.., not (byte)' ', (byte)' '];
    }

    private LayoutTable Count()
    {
        EventLayout[] all = _all.Winners();
        List<LayoutTable.Kind> kinds = [];
        foreach (Ballot ballot in _kinds)
        {
            EventLayout[] winners = ballot.Winners();
            if (!winners.AsSpan().SequenceEqual(all))
            {
                kinds.Add(new LayoutTable.Kind(ballot.EventName, winners));
            }
        }

        // A time in a few lines of a text without times stands in a command or a payload.
        bool isTimed = _timed > 0 && _timed * 2 >= _openings;
        return new LayoutTable(all, [.. kinds])
        {
            HasTimed = isTimed || _untimed == 0 || IsShare(_timedThreads, _openings),
            HasBare = _timed == 0 && _untimed == 0 && _bare * 2 > _openings,
            HasUntimed = (!isTimed && _untimed > 0) || IsShare(_untimed, _openings),
        };
    }

    private static bool IsShare(int lines, int all) => lines > 1 && lines * MinShare >= all;

    /// <summary>The votes of one kind of event.</summary>
    private sealed class Ballot(byte[] eventName)
    {
        private readonly List<Votes> _votes = [];
        private int _lines;

        public byte[] EventName { get; } = eventName;

        public void Add(EventLayout layout, int lines, int padded)
        {
            Votes? votes = _votes.Find(votes => votes.Layout.Equals(layout));
            if (votes is null)
            {
                votes = new Votes(layout);
                _votes.Add(votes);
            }

            _lines += lines;
            votes.Lines += lines;
            votes.Padded += padded;
        }

        /// <summary>The layouts that the kind has, that of most lines first.</summary>
        public EventLayout[] Winners()
        {
            // Where some lines have no thread, ids that are not padded are the ends of commands.
            bool mayBeThreadless = _votes.Exists(votes => votes.Layout is { Thread: ThreadColumn.None, Cpu: CpuColumn.None } && IsCounted(votes));
            List<Votes> winners = _votes.FindAll(votes =>
                IsCounted(votes) && (!mayBeThreadless || votes.Layout.Thread == ThreadColumn.None || votes.Padded > 0));
            winners.Sort((a, b) => a.Lines != b.Lines ? b.Lines.CompareTo(a.Lines) : a.Layout.GetHashCode().CompareTo(b.Layout.GetHashCode()));
            return [.. winners.ConvertAll(votes => votes.Layout)];
        }

        private bool IsCounted(Votes votes) =>
            votes.Layout.Thread != ThreadColumn.None || votes.Lines == _lines || IsShare(votes.Lines, _lines);
    }

    /// <summary>Lines of one layout, and those of them whose thread id is as wide as perf makes it.</summary>
    private sealed class Votes(EventLayout layout)
    {
        public EventLayout Layout { get; } = layout;

        public int Lines { get; set; }

        public int Padded { get; set; }
    }
}
