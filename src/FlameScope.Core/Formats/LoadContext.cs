using FlameScope.Symbols;

namespace FlameScope.Formats;

/// <summary>What a load may do, and its account: what could not be read, was lost, or was no event.</summary>
/// <remarks>Not thread-safe but for <see cref="ReportRead"/>; parts that are read at once have a context each (<see cref="CreatePart"/>).</remarks>
public sealed class LoadContext
{
    private const int MaxDiagnostics = 20;
    private const int MaxKeptMessages = 5;

    internal static readonly TimeSpan DefaultIntervalStep = TimeSpan.FromMilliseconds(1);

    private readonly List<LoadDiagnostic> _diagnostics = [];
    private readonly List<LoadDiagnostic> _keptMessages = [];
    private readonly List<string> _notes = [];
    private readonly List<(long Time, long Count)> _lostTimes = [];
    private readonly Action<long>? _read;
    private long _unparsed;
    private long _unpairedSwitches;
    private long _lost;
    private long _leftOut;
    private long _sideBand;
    private long _messages;
    private long _details;
    private long _shortSpans;
    private long _corrections;
    private int _headers;
    private bool _beginsWithoutHeader;

    internal LoadContext(StoreLimits? limits = null, bool isStrict = false, bool demangles = true, int parallelism = 1, Action<long>? read = null, TimeSpan? intervalStep = null)
    {
        Limits = limits ?? new StoreLimits();
        IsStrict = isStrict;
        Demangles = demangles;
        MaxDegreeOfParallelism = parallelism;
        _read = read;
        IntervalStep = intervalStep ?? DefaultIntervalStep;
    }

    /// <summary>Whether the first place that cannot be read ends the load with a <see cref="ProfileFormatException"/>.</summary>
    public bool IsStrict { get; }

    /// <summary>Whether mangled names of C++ and Rust functions are to be shown demangled, and those of .NET's runtime tidied.</summary>
    public bool Demangles { get; }

    /// <summary>How large the store may grow.</summary>
    public StoreLimits Limits { get; }

    /// <summary>The step of the grid on which formats that hold spans take samples of them; more than 0.</summary>
    public TimeSpan IntervalStep { get; }

    /// <summary>The largest number of threads to read with, at least 1. Results must not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; }

    /// <summary>Names for addresses; closed when the load ends. For one thread at a time, and not for parts.</summary>
    internal RecordingSymbols Symbols { get; init; } = new(new SymbolOptions(), isFile: false);

    /// <summary>Decompressed bytes read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>Lines read so far; 0 for formats without lines.</summary>
    public long LinesRead { get; set; }

    /// <summary>Whether the input ends early: inside a line, a sample or a compressed stream.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>The most bytes that compressed parts of the input may expand to.</summary>
    internal long MaxDecompressedBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Completes what the builder holds, so that its samples can be handed over between two reads of the input; set by formats that fill the builder as
    /// they read. <see langword="null"/> where samples are whole only at the end.
    /// </summary>
    internal Action? Completing { get; set; }

    /// <summary>How long samples may come after later ones, where they are handed over as they are read.</summary>
    internal TimeSpan ReorderWindow { get; init; }

    /// <summary>Name of the format that reads the input.</summary>
    internal string Format { get; set; } = "";

    /// <summary>Name of the compression around the input.</summary>
    internal string Compression { get; set; } = "none";

    /// <summary>When events were lost, where the input tells, and how many.</summary>
    internal IReadOnlyList<(long Time, long Count)> LostTimes => _lostTimes;

    private bool WantsDiagnostics => _diagnostics.Count < MaxDiagnostics;

    /// <summary>Counts an event, or a piece of input that might have been one, that could not be read, and keeps the first 20 places.</summary>
    /// <param name="diagnostic">The place, its text, and what was expected.</param>
    /// <exception cref="ArgumentNullException"><paramref name="diagnostic"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProfileFormatException"><see cref="IsStrict"/> is set.</exception>
    public void AddUnparsed(LoadDiagnostic diagnostic)
    {
        Keep(diagnostic);
        _unparsed++;
    }

    /// <summary>Counts events that the profiler itself says it lost; where their time is known, they become a marker of kind <c>lost</c>.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <param name="time">When, in nanoseconds of the profile's clock; <see langword="null"/> where the input does not tell.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddLost(long count, long? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _lost = count > long.MaxValue - _lost ? long.MaxValue : _lost + count;
        if (time is long known && count > 0 && _lostTimes.Count < Limits.MaxMarkers)
        {
            _lostTimes.Add((known, count));
        }
    }

    /// <summary>Counts switches of threads on or off a CPU whose other half the input does not have.</summary>
    internal void AddUnpairedSwitches(long count) => _unpairedSwitches += count;

    /// <summary>Samples that are left out, so far.</summary>
    internal long LeftOut => _leftOut;

    /// <summary>
    /// Counts samples that the input says its writer left out, such as those of idle CPUs, or that are left out because they are of the
    /// threads that made the recording; they are in no other number.
    /// </summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddLeftOut(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _leftOut = count > long.MaxValue - _leftOut ? long.MaxValue : _leftOut + count;
    }

    /// <summary>Counts pieces of input that belong to the format but are no events.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddSideBand(long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _sideBand += count;
    }

    /// <summary>Counts a line that the profiler wrote about its own work in the middle of its output, and keeps the first five.</summary>
    /// <param name="message">The place and its text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public void AddMessage(LoadDiagnostic message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _messages++;
        if (WantsMessages)
        {
            _keptMessages.Add(message);
        }
    }

    /// <summary>Counts pieces of input that tell more of a sample than its stack, such as registers; no events.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddDetail(long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _details += count;
    }

    /// <summary>Counts spans that became no sample, because they lie between two points of the grid (<see cref="IntervalStep"/>).</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddShortSpan(long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _shortSpans += count;
    }

    /// <summary>
    /// Counts a piece of input that contradicts another, such as a time that goes back or an end without a beginning, and that was read in the
    /// likeliest way all the same; the first five places are kept.
    /// </summary>
    /// <param name="place">The place, its text, and what was expected.</param>
    /// <exception cref="ArgumentNullException"><paramref name="place"/> is <see langword="null"/>.</exception>
    public void AddCorrection(LoadDiagnostic place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _corrections++;
        if (WantsMessages)
        {
            _keptMessages.Add(place);
        }
    }

    /// <summary>Says what keeps the whole profile from showing more, and what to do; the same note again says nothing new.</summary>
    /// <param name="note">A sentence for people.</param>
    /// <exception cref="ArgumentException"><paramref name="note"/> is <see langword="null"/> or empty.</exception>
    public void AddNote(string note)
    {
        ArgumentException.ThrowIfNullOrEmpty(note);
        if (!_notes.Contains(note) && _notes.Count < MaxDiagnostics)
        {
            _notes.Add(note);
        }
    }

    /// <summary>Notes that the input ends early, inside a line, a sample or a compressed stream.</summary>
    /// <param name="diagnostic">Where, and what is missing; no event is counted for it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="diagnostic"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProfileFormatException"><see cref="IsStrict"/> is set.</exception>
    public void MarkTruncated(LoadDiagnostic diagnostic)
    {
        Keep(diagnostic);
        IsTruncated = true;
    }

    /// <summary>Makes sure that compressed parts of the input do not expand without end.</summary>
    /// <param name="bytes">What they have expanded to so far.</param>
    /// <exception cref="ProfileFormatException">That is more than the limit.</exception>
    internal void ThrowIfTooLarge(long bytes)
    {
        if (bytes > MaxDecompressedBytes)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The compressed input expands to more than {MaxDecompressedBytes} bytes, the limit set by LoadOptions.MaxDecompressedBytes. Raise it if the input can be trusted."));
        }
    }

    /// <summary>Whether the text of a further message would still be kept.</summary>
    internal bool WantsMessages => _keptMessages.Count < MaxKeptMessages;

    /// <summary>Counts a message whose text is not wanted.</summary>
    internal void AddMessage() => _messages++;

    /// <summary>Notes the header of a recording; a second one, or one that follows samples, begins another recording.</summary>
    internal void AddRecording(bool followsSamples)
    {
        _beginsWithoutHeader |= _headers == 0 && followsSamples;
        _headers++;
    }

    /// <summary>Tells whoever waits for the load that further bytes were read at random; reads of the pipe are told by themselves.</summary>
    /// <param name="bytes">How many; from any thread.</param>
    public void ReportRead(long bytes) => _read?.Invoke(bytes);

    /// <summary>A context for a later part of the same input, which is read at the same time and never strict by itself.</summary>
    public LoadContext CreatePart() => new(Limits, isStrict: false, Demangles, parallelism: 1, _read, IntervalStep);

    /// <summary>Adds the account of the next part of the input to this one; lines are counted on.</summary>
    /// <param name="part">The part's context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="part"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProfileFormatException"><see cref="IsStrict"/> is set, and a place of the part could not be read.</exception>
    public void Append(LoadContext part) => Append(part, followsSamples: false);

    /// <param name="part">The part's context.</param>
    /// <param name="followsSamples">Whether a header in the part comes after samples of the parts before.</param>
    internal void Append(LoadContext part, bool followsSamples)
    {
        ArgumentNullException.ThrowIfNull(part);
        _beginsWithoutHeader |= _headers == 0 && (part._beginsWithoutHeader || (part._headers > 0 && followsSamples));
        _headers += part._headers;
        foreach (LoadDiagnostic message in part._keptMessages.Take(MaxKeptMessages - _keptMessages.Count))
        {
            _keptMessages.Add(message with { LineNumber = message.LineNumber + LinesRead });
        }

        foreach (LoadDiagnostic diagnostic in part._diagnostics)
        {
            Keep(diagnostic with { LineNumber = diagnostic.LineNumber > 0 ? diagnostic.LineNumber + LinesRead : 0 });
        }

        part._notes.ForEach(AddNote);
        _unparsed += part._unparsed;
        _sideBand += part._sideBand;
        _messages += part._messages;
        _details += part._details;
        _shortSpans += part._shortSpans;
        _corrections += part._corrections;
        _leftOut = part._leftOut > long.MaxValue - _leftOut ? long.MaxValue : _leftOut + part._leftOut;
        _lost = part._lost > long.MaxValue - _lost ? long.MaxValue : _lost + part._lost;
        _lostTimes.AddRange(part._lostTimes);
        IsTruncated |= part.IsTruncated;
        LinesRead += part.LinesRead;
        BytesRead += part.BytesRead;
    }

    internal LoadReport ToReport() => new()
    {
        Format = Format,
        Compression = Compression,
        BytesRead = BytesRead,
        LinesRead = LinesRead,
        Unparsed = _unparsed,
        Lost = _lost,
        UnpairedSwitches = _unpairedSwitches,
        LeftOut = _leftOut,
        SideBand = _sideBand,
        Messages = _messages,
        Details = _details,
        ShortSpans = _shortSpans,
        Corrections = _corrections,
        Recordings = Math.Max(1, _headers + (_beginsWithoutHeader ? 1 : 0)),
        Notes = [.. _notes],
        SymbolNotes = Symbols.CreateNotes(),
        Diagnostics = InOrder(_diagnostics, _keptMessages),
        IsTruncated = IsTruncated,
    };

    // Places without a line are at the end.
    private static LoadDiagnostic[] InOrder(List<LoadDiagnostic> places, List<LoadDiagnostic> messages) =>
        [.. places.Concat(messages).OrderBy(place => place.LineNumber == 0 ? long.MaxValue : place.LineNumber).Take(MaxDiagnostics)];

    private void Keep(LoadDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        if (IsStrict)
        {
            throw new ProfileFormatException(diagnostic);
        }

        if (WantsDiagnostics)
        {
            _diagnostics.Add(diagnostic);
        }
    }
}
