using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

/// <summary>How an event line names its thread.</summary>
public enum PerfScriptThreadColumn : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By thread id: <c>java 1234</c>.</summary>
    Thread = 1,

    /// <summary>By process and thread id: <c>java 1234/1235</c>.</summary>
    ProcessAndThread = 2,
}

/// <summary>How an event line names its CPU.</summary>
public enum PerfScriptCpuColumn : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>In brackets: <c>[001]</c>.</summary>
    Bracketed = 1,

    /// <summary>As a bare number, as <c>perf script -L</c> prints it.</summary>
    Bare = 2,
}

/// <summary>Which columns stand before the event of every event line. One output of perf script has one layout.</summary>
/// <remarks>
/// Commands hold anything (blanks, digits, brackets, what looks like a time), so a line alone does not tell its columns;
/// many lines together do.
/// </remarks>
public readonly record struct PerfScriptLayout
{
    /// <summary>How lines name the thread.</summary>
    public PerfScriptThreadColumn Thread { get; init; }

    /// <summary>How lines name the CPU.</summary>
    public PerfScriptCpuColumn Cpu { get; init; }

    /// <summary>Whether a column of flags such as <c>U</c> or <c>K</c> follows the CPU.</summary>
    public bool HasMisc { get; init; }

    /// <summary>Whether lines have a time.</summary>
    public bool HasTime { get; init; }

    /// <summary>Decimals of the time, 6 or 9; 0 where there is no time.</summary>
    public int TimeDecimals { get; init; }

    /// <summary>What perf script prints when not asked for other fields: <c>comm tid [cpu] time:</c>.</summary>
    public static PerfScriptLayout Default { get; } = new()
    {
        Thread = PerfScriptThreadColumn.Thread,
        Cpu = PerfScriptCpuColumn.Bracketed,
        HasTime = true,
        TimeDecimals = 6,
    };

    /// <summary>Finds the layout that most event lines of a piece of text have; <see cref="Default"/> where there are none.</summary>
    /// <param name="text">The text's beginning, at a line's start: 64 KiB tell enough; a cut last line does no harm.</param>
    public static PerfScriptLayout Detect(ReadOnlySpan<byte> text) => LayoutDetector.Detect(text);
}
