using FlameScope.Samples;

namespace FlameScope;

/// <summary>The account of one input: what was read, and what could not be.</summary>
public sealed record LoadReport
{
    private readonly ValueList<LoadDiagnostic> _diagnostics;
    private readonly ValueList<SymbolNote> _symbolNotes;
    private readonly ValueList<string> _notes;

    /// <summary>Name of the format that read the input, such as <c>perf script</c>; empty for a store that was filled by hand.</summary>
    public string Format { get; init; } = "";

    /// <summary>Name of the compression around the text, <c>none</c>, <c>gzip</c> or <c>zstd</c>.</summary>
    public string Compression { get; init; } = "none";

    /// <summary>Bytes of decompressed text that were read.</summary>
    public long BytesRead { get; init; }

    /// <summary>Lines that were read; 0 for formats without lines.</summary>
    public long LinesRead { get; init; }

    /// <summary>Events that became samples.</summary>
    public long Samples { get; init; }

    /// <summary>Samples that were worked out of others (<see cref="EventKind.IsDerived"/>), such as time off a CPU; they are in no other number.</summary>
    public long Derived { get; init; }

    /// <summary>Switches of threads on or off a CPU whose other half the input does not have, so that nothing can be said of the time between.</summary>
    public long UnpairedSwitches { get; init; }

    /// <summary>Events, or lines that might have been events, that fit nothing. Never samples.</summary>
    public long Unparsed { get; init; }

    /// <summary>Events that the profiler itself says it lost; they are in no other number.</summary>
    public long Lost { get; init; }

    /// <summary>
    /// Samples that are no part of the profile: those that the input says its writer left out, such as of idle CPUs, and those of the threads
    /// that made the recording, where a process recorded itself. They are in no other number.
    /// </summary>
    public long LeftOut { get; init; }

    /// <summary>Lines that belong to the format but are no samples, such as <c>PERF_RECORD_MMAP2</c>.</summary>
    public long SideBand { get; init; }

    /// <summary>
    /// Lines that the profiler wrote about its own work in the middle of its output, as <c>perf script 2&gt;&amp;1</c> does; the first
    /// few are among the <see cref="Diagnostics"/>. No events.
    /// </summary>
    public long Messages { get; init; }

    /// <summary>Lines that tell more of a sample than its stack: registers, instructions, branches, cgroups. No events.</summary>
    public long Details { get; init; }

    /// <summary>
    /// Spans that became no sample, because they lie between two points of the grid (<see cref="LoadOptions.IntervalStep"/>). No events.
    /// </summary>
    public long ShortSpans { get; init; }

    /// <summary>
    /// Places that contradict others, such as a time that goes back or an end without a beginning, and that were read in the likeliest way; the
    /// first few are among the <see cref="Diagnostics"/>. No events of their own.
    /// </summary>
    public long Corrections { get; init; }

    /// <summary>Recordings that the input holds one after another, told by their headers; at least 1.</summary>
    public int Recordings { get; init; } = 1;

    /// <summary>Everything in the input that is or might have been an event: <see cref="Samples"/> + <see cref="Unparsed"/>.</summary>
    public long Events => Samples + Unparsed;

    /// <summary>The first places that could not be read and the first five messages or corrections, 20 at most, in the order of the input.</summary>
    public IReadOnlyList<LoadDiagnostic> Diagnostics
    {
        get => _diagnostics.Items;
        init => _diagnostics = new ValueList<LoadDiagnostic>(value);
    }

    /// <summary>What keeps the whole profile from showing more, and what to do, in sentences for people; not a matter of single places.</summary>
    public IReadOnlyList<string> Notes
    {
        get => _notes.Items;
        init => _notes = new ValueList<string>(value);
    }

    /// <summary>Modules with samples that have no names, and what names rest on where that is worth knowing; the most samples first.</summary>
    public IReadOnlyList<SymbolNote> SymbolNotes
    {
        get => _symbolNotes.Items;
        init => _symbolNotes = new ValueList<SymbolNote>(value);
    }

    /// <summary>Whether the input ends early: inside a line, a sample, or a compressed stream.</summary>
    public bool IsTruncated { get; init; }
}
