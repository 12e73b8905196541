using System.Runtime.InteropServices;

namespace FlameScope.Formats.PerfScript;

/// <summary>Finds the layout of a text by letting its event lines vote.</summary>
internal static class LayoutDetector
{
    private const int MostVotes = 2_000;
    private const int MostCommandBytes = 15;

    public static PerfScriptLayout Detect(ReadOnlySpan<byte> text)
    {
        Dictionary<PerfScriptLayout, int> timed = [];
        Dictionary<PerfScriptLayout, int> untimed = [];
        int timedLines = 0;
        int misc = 0;
        int openings = 0;
        bool isOpening = true;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd("\r "u8);
            bool mayBeEvent = !line.IsEmpty && line[0] != (byte)'\t';
            if (mayBeEvent && TryReadTimed(line, out PerfScriptLayout layout))
            {
                timedLines++;
                misc += layout.HasMisc ? 1 : 0;
                Vote(timed, layout with { HasMisc = false });
            }
            else if (mayBeEvent && line[0] != (byte)'#' && TryReadUntimed(line, out layout))
            {
                Vote(untimed, layout);
            }

            openings += isOpening && mayBeEvent && line[0] != (byte)'#' ? 1 : 0;
            isOpening = line.IsEmpty || line[0] == (byte)'#';
            if (timedLines == MostVotes)
            {
                break;
            }
        }

        // A time in a few lines of a text without times stands in a command or a payload.
        return timedLines * 2 >= openings && timedLines > 0
            ? Winner(timed) with { HasMisc = misc * 2 > timedLines }
            : Winner(untimed);
    }

    private static void Vote(Dictionary<PerfScriptLayout, int> votes, PerfScriptLayout layout) =>
        CollectionsMarshal.GetValueRefOrAddDefault(votes, layout, out _)++;

    private static PerfScriptLayout Winner(Dictionary<PerfScriptLayout, int> votes) => votes.Count == 0
        ? PerfScriptLayout.Default
        : votes.MaxBy(vote => vote.Value).Key;

    private static bool TryReadTimed(ReadOnlySpan<byte> line, out PerfScriptLayout layout)
    {
        layout = default;
        bool found = false;
        TimeAnchors times = new(line, 0, isAnyRange: true);
        while (times.TryNext(out Anchor anchor))
        {
            PerfScriptLayout candidate = ReadColumns(line[..anchor.Start], out int commandLength) with
            {
                HasTime = true,
                TimeDecimals = times.Decimals,
            };
            if (!found || commandLength <= MostCommandBytes)
            {
                layout = candidate;
                found = true;
            }
        }

        return found;
    }

    // postgres  3380 [000] cpu-clock:ppp:
    // postgres  3380 cpu-clock:ppp:
    private static bool TryReadUntimed(ReadOnlySpan<byte> line, out PerfScriptLayout layout)
    {
        layout = default;
        bool found = false;
        ColumnAnchors columns = new(line);
        while (columns.TryNext(out Anchor anchor))
        {
            PerfScriptLayout candidate = ReadColumns(line[..anchor.Start], out int commandLength);
            if (candidate.Thread != PerfScriptThreadColumn.None && commandLength <= MostCommandBytes
                && EventLine.TryRead(line, candidate, out EventLine read) && !read.EventName.IsEmpty)
            {
                layout = candidate;
                found = true;
            }
        }

        return found;
    }

    private static PerfScriptLayout ReadColumns(ReadOnlySpan<byte> columns, out int commandLength)
    {
        columns = columns.TrimEnd((byte)' ');
        if (Fields.EndsWithTimeOfDay(columns))
        {
            columns = columns[..^Fields.TimeOfDayLength].TrimEnd((byte)' ');
        }

        ReadOnlySpan<byte> beforeMisc = columns;
        bool hasMisc = Fields.IsMisc(Fields.TakeLastWord(ref beforeMisc)) && EndsWithColumn(beforeMisc);
        columns = hasMisc ? beforeMisc : columns;

        PerfScriptCpuColumn cpu = CpuColumnOf(columns);
        if (cpu != PerfScriptCpuColumn.None)
        {
            Fields.TakeLastWord(ref columns);
        }

        ReadOnlySpan<byte> beforeThread = columns;
        ReadOnlySpan<byte> thread = Fields.TakeLastWord(ref beforeThread);
        PerfScriptThreadColumn threadColumn =
            Fields.TryReadPair(thread, out _, out _) ? PerfScriptThreadColumn.ProcessAndThread
            : Fields.TryReadInteger(thread, out _) ? PerfScriptThreadColumn.Thread
            : PerfScriptThreadColumn.None;
        commandLength = (threadColumn == PerfScriptThreadColumn.None ? columns : beforeThread).Trim((byte)' ').Length;
        return new PerfScriptLayout { Thread = threadColumn, Cpu = cpu, HasMisc = hasMisc };
    }

    private static bool EndsWithColumn(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> last = Fields.TakeLastWord(ref columns);
        return Fields.TryReadBracketedCpu(last, out _) || Fields.TryReadInteger(last, out _) || Fields.TryReadPair(last, out _, out _);
    }

    // A bare CPU is three wide where a thread id is five: "postgres  3380   0" has one, "java 123    12" has none.
    private static PerfScriptCpuColumn CpuColumnOf(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> before = columns;
        ReadOnlySpan<byte> last = Fields.TakeLastWord(ref before);
        if (Fields.TryReadBracketedCpu(last, out _))
        {
            return PerfScriptCpuColumn.Bracketed;
        }

        int width = columns.TrimEnd((byte)' ').Length - before.TrimEnd((byte)' ').Length - 1;
        return width == 3 && Fields.TryReadCpu(last, out _) && EndsWithColumn(before)
            ? PerfScriptCpuColumn.Bare
            : PerfScriptCpuColumn.None;
    }
}
