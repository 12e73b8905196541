using System.Buffers;

namespace FlameScope.Formats.Linux;

/// <summary>Recognises the text of ftrace and trace-cmd, whose lines look like those of perf script at first sight.</summary>
internal static class FtraceText
{
    private const int MaxLines = 64;

    private static readonly SearchValues<byte> TimeDigits = SearchValues.Create("0123456789."u8);

    /// <summary>Whether a text begins so.</summary>
    // # tracer: nop
    // cpus=8
    //           <idle>-0       [001] d..2. 12345.678901: sched_switch: prev_comm=swapper/1 …
    //           <idle>-0     (-----) [001] d..2 12345.678901: sched_switch: …
    public static bool IsIt(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("# tracer: "u8))
        {
            return true;
        }

        int lines = 0;
        int tasks = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd("\r "u8);
            if (line.IsEmpty || line[0] is (byte)'#' or (byte)'\t' || line.StartsWith("cpus="u8) || line.StartsWith("version = "u8))
            {
                continue;
            }

            lines++;
            tasks += IsTaskLine(line) ? 1 : 0;
            if (lines == MaxLines)
            {
                break;
            }
        }

        return tasks > 0 && tasks * 2 > lines;
    }

    // The command and the id of a task are one word, the CPU follows it, and the time comes at most one word after that.
    private static bool IsTaskLine(ReadOnlySpan<byte> line)
    {
        int cpu = line.IndexOf(" ["u8);
        int end = cpu < 0 ? -1 : line[cpu..].IndexOf((byte)']');
        if (end < 0 || line[(cpu + 2)..(cpu + end)].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> task = line[..cpu].TrimEnd((byte)' ');
        if (task is [.., (byte)')'] && task.LastIndexOf((byte)'(') is var group and > 0)
        {
            task = task[..group].TrimEnd((byte)' ');
        }

        int dash = task.LastIndexOf((byte)'-');
        return dash > 0 && task[dash - 1] is not ((byte)' ' or (byte)'/') && dash + 1 < task.Length && task[(dash + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && HasTime(line[(cpu + end + 1)..]);
    }

    private static bool HasTime(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        for (int word = 0; word < 2 && !rest.IsEmpty; word++)
        {
            int end = rest.IndexOf((byte)' ');
            ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
            if (text is [_, _, .., (byte)':'] && !text[..^1].ContainsAnyExcept(TimeDigits))
            {
                return true;
            }

            rest = end < 0 ? [] : rest[end..].TrimStart((byte)' ');
        }

        return false;
    }
}
