using System.Runtime.InteropServices;

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

    private readonly Dictionary<string, Dictionary<EventLayout, Votes>> _kinds = [];
    private int _timed;
    private int _timedThreads;
    private int _untimed;
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
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd("\r "u8);
            if (line.IsEmpty || line[0] == (byte)'#' || KnownLines.IsMessage(line))
            {
                isOpening = true;
                continue;
            }

            if (line[0] != (byte)'\t')
            {
                Vote(line, isOpening);
            }

            isOpening = false;
            if (_timed == MaxVotes)
            {
                break;
            }
        }
    }

    private void Vote(ReadOnlySpan<byte> line, bool isOpening)
    {
        _openings += isOpening ? 1 : 0;
        if (EventLine.TryRead(line, LayoutTable.AnyTimed, out EventLine read))
        {
            _timed++;
            _timedThreads += read.Layout.Thread != ThreadColumn.None ? 1 : 0;
        }
        else if (isOpening && EventLine.TryRead(line, LayoutTable.AnyUntimed, out read))
        {
            _untimed++;
        }
        else
        {
            return;
        }

        string name = System.Text.Encoding.Latin1.GetString(read.EventName);
        Add(_kinds.Count < MaxKinds || _kinds.ContainsKey(name) ? name : "", read);
    }

    private void Add(string name, in EventLine read)
    {
        ref Dictionary<EventLayout, Votes>? layouts = ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, name, out _);
        layouts ??= [];
        ref Votes votes = ref CollectionsMarshal.GetValueRefOrAddDefault(layouts, read.Layout, out _);
        votes = votes.Plus(new Votes(1, IsPadded(read) ? 1 : 0));
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
        // A time in a few lines of a text without times stands in a command or a payload.
        bool isTimed = _timed > 0 && _timed * 2 >= _openings;
        bool hasTimed = isTimed || _untimed == 0 || IsShare(_timedThreads);
        bool hasUntimed = !isTimed && _untimed > 0 || IsShare(_untimed);
        Dictionary<EventLayout, Votes> all = [];
        foreach ((EventLayout layout, Votes votes) in _kinds.Values.SelectMany(kind => kind))
        {
            ref Votes sum = ref CollectionsMarshal.GetValueRefOrAddDefault(all, layout, out _);
            sum = sum.Plus(votes);
        }

        EventLayout[] winners = Winners(all);
        return new LayoutTable(winners,
        [
            .. _kinds.Select(kind => (Name: System.Text.Encoding.Latin1.GetBytes(kind.Key), Layouts: Winners(kind.Value)))
                .Where(kind => !kind.Layouts.AsSpan().SequenceEqual(winners)),
        ])
        {
            HasTimed = hasTimed,
            HasUntimed = hasUntimed,
        };
    }

    private bool IsShare(int lines) => lines > 1 && lines * MinShare >= _openings;

    private static EventLayout[] Winners(Dictionary<EventLayout, Votes> votes)
    {
        int total = votes.Values.Sum(vote => vote.Lines);
        bool IsCounted(EventLayout layout, Votes vote) =>
            layout.Thread != ThreadColumn.None || vote.Lines == total || (vote.Lines > 1 && vote.Lines * MinShare >= total);

        // Where some lines have no thread, ids that are not padded are the ends of commands.
        bool mayBeThreadless = votes.Any(vote => vote.Key is { Thread: ThreadColumn.None, Cpu: CpuColumn.None } && IsCounted(vote.Key, vote.Value));
        return
        [
            .. votes
                .Where(vote => IsCounted(vote.Key, vote.Value) && (!mayBeThreadless || vote.Key.Thread == ThreadColumn.None || vote.Value.Padded > 0))
                .OrderByDescending(vote => vote.Value.Lines)
                .ThenBy(vote => (vote.Key.Thread, vote.Key.Cpu, vote.Key.HasMisc, vote.Key.HasTime))
                .Select(vote => vote.Key),
        ];
    }

    /// <summary>Lines of one layout, and those of them whose thread id is as wide as perf makes it.</summary>
    private readonly record struct Votes(int Lines, int Padded)
    {
        public Votes Plus(Votes other) => new(Lines + other.Lines, Padded + other.Padded);
    }
}
