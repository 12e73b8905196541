using System.Buffers.Text;

namespace FlameScope.Formats.Bpftrace;

/// <summary>A thread as bpftrace prints it beside a stack.</summary>
internal readonly ref struct BpftraceThread
{
    private BpftraceThread(ReadOnlySpan<byte> command, int pid, int tid)
    {
        Command = command;
        Pid = pid;
        Tid = tid;
    }

    public ReadOnlySpan<byte> Command { get; }

    /// <summary>-1 where it is not told.</summary>
    public int Pid { get; }

    /// <summary>-1 where it is not told.</summary>
    public int Tid { get; }

    /// <summary>The line before a sample's stack: <c>ingest/1 12488 3631276347878:</c>, or with pid and tid.</summary>
    /// <param name="line">The line.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="time">Nanoseconds since the machine started.</param>
    public static bool TryParseHeader(ReadOnlySpan<byte> line, out BpftraceThread thread, out long time)
    {
        thread = default;
        time = 0;
        ReadOnlySpan<byte> text = line.TrimEnd(" \t"u8);
        if (text is not [> (byte)' ', .., (byte)':'] || !TryTakeLast(ref text, " :"u8, out ReadOnlySpan<byte> stamp)
            || !Utf8Parser.TryParse(stamp, out time, out int read) || read != stamp.Length || time < 0
            || !TryTakeLast(ref text, " "u8, out ReadOnlySpan<byte> last) || !TryReadId(last, out int id))
        {
            return false;
        }

        thread = new BpftraceThread(text, -1, id);
        return true;
    }

    /// <summary>What stands beside the stack in a map's key: <c>ingest/0, 11948</c>, <c>11948</c>, <c>perl</c>; a second number is the thread.</summary>
    public static BpftraceThread OfKey(ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> text = key.Trim(", \t"u8);
        if (!TryTakeNumber(ref text, out int last))
        {
            return TryTakeFirst(ref text, out int first) ? new BpftraceThread(text, first, -1) : new BpftraceThread(text, -1, -1);
        }

        return TryTakeNumber(ref text, out int pid) ? new BpftraceThread(text, pid, last) : new BpftraceThread(text, last, -1);
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        int comma = text.LastIndexOf(", "u8);
        ReadOnlySpan<byte> last = comma < 0 ? text : text[(comma + 2)..];
        if (!TryReadId(last, out number))
        {
            return false;
        }

        text = comma < 0 ? [] : text[..comma];
        return true;
    }

    private static bool TryTakeFirst(ref ReadOnlySpan<byte> text, out int number)
    {
        int comma = text.IndexOf(", "u8);
        if (comma < 0 || !TryReadId(text[..comma], out number))
        {
            number = -1;
            return false;
        }

        text = text[(comma + 2)..];
        return true;
    }

    private static bool TryTakeLast(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> ends, out ReadOnlySpan<byte> word)
    {
        text = text.TrimEnd(ends);
        int blank = text.LastIndexOf((byte)' ');
        word = text[(blank + 1)..];
        text = blank < 0 ? [] : text[..blank];
        return !word.IsEmpty;
    }

    private static bool TryReadId(ReadOnlySpan<byte> text, out int id)
    {
        bool isNumber = Utf8Parser.TryParse(text, out id, out int read) && read == text.Length && id >= 0 && text[0] is >= (byte)'0' and <= (byte)'9';
        id = isNumber ? id : -1;
        return isNumber;
    }
}
