namespace FlameScope.Formats;

/// <summary>What a <see cref="PerfScriptReader"/> has read.</summary>
public enum PerfScriptTokenType : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>A header line that begins with <c>#</c>.</summary>
    Header = 1,

    /// <summary>The line that begins a sample: thread, CPU, time, period, event.</summary>
    Event = 2,

    /// <summary>One frame of the sample, as a rule leaf first.</summary>
    Frame = 3,

    /// <summary>The source location of the frame before it.</summary>
    SourceLine = 4,

    /// <summary>The blank line after a sample.</summary>
    EndOfSample = 5,

    /// <summary>A <c>PERF_RECORD_*</c> line, which is no sample.</summary>
    SideBand = 6,

    /// <summary>A line that fits nothing.</summary>
    Unparsed = 7,

    /// <summary>Text that perf wrote about its own work, in the middle of its output; a sample around it goes on.</summary>
    Message = 8,

    /// <summary>More of the sample than its frames, on a line of its own: registers, instructions, branches, a cgroup.</summary>
    Detail = 9,
}
