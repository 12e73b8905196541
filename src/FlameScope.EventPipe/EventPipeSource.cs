namespace FlameScope.EventPipe;

/// <summary>A .NET process as a source of recordings: one that runs beside this one, or this one itself.</summary>
public sealed class EventPipeSource : ILiveSource
{
    private readonly int _processId;
    private readonly EventPipeOptions _options;
    private int _isRecording;

    private EventPipeSource(int processId, string name, EventPipeOptions? options, RecordingLimits? limits)
    {
        _processId = processId;
        _options = options ?? new EventPipeOptions();
        _options.ThrowIfInvalid();
        Limits = limits ?? new RecordingLimits();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Limits.MaxDuration, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limits.MaxDuration, TimeSpan.FromDays(1), nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Limits.DefaultDuration, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(Limits.MaxBytes, 1, nameof(limits));
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public RecordingLimits Limits { get; }

    /// <summary>A process.</summary>
    /// <param name="process">The process; this one is recorded as <see cref="FromThisProcess"/> does.</param>
    /// <param name="options">How to record; <see langword="null"/> for the defaults. The limits stand for its duration and bytes.</param>
    /// <param name="limits">How long and how much; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="process"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option or a limit is out of range.</exception>
    public static EventPipeSource From(DotNetProcess process, EventPipeOptions? options = null, RecordingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        return new EventPipeSource(process.Id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{process.Name} ({process.Id})"), options, limits);
    }

    /// <summary>The process that runs this code.</summary>
    /// <remarks>
    /// Two threads of its own make the recording; they are in it, and whoever reads it leaves their samples out and counts them
    /// (<see cref="LoadReport.LeftOut"/>). <see cref="RecordingSummary.ReaderTime"/> is what they took.
    /// </remarks>
    /// <param name="options">How to record; <see langword="null"/> for the defaults. The limits stand for its duration and bytes.</param>
    /// <param name="limits">How long and how much; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or a limit is out of range.</exception>
    public static EventPipeSource FromThisProcess(EventPipeOptions? options = null, RecordingLimits? limits = null) =>
        new(Environment.ProcessId, "this process", options, limits);

    /// <inheritdoc/>
    /// <exception cref="EventPipeException">The process cannot be recorded: it is gone, another user's, or its diagnostics are off.</exception>
    /// <exception cref="InvalidOperationException">A recording of this source is running.</exception>
    public async Task<RecordingSummary> RecordAsync(Stream destination, TimeSpan? duration = null, CancellationToken stopToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        EventPipeOptions options = _options with { Duration = Limits.DurationOf(duration), MaxBytes = Limits.MaxBytes };
        if (Interlocked.Exchange(ref _isRecording, 1) != 0)
        {
            throw new InvalidOperationException($"A recording of {Name} is running. Wait for its end, or stop it.");
        }

        try
        {
            if (_processId == Environment.ProcessId)
            {
                return await SelfRecording.RunAsync(destination, options, stopToken).ConfigureAwait(false);
            }

            EventPipeSession session = await EventPipeSession.AttachAsync(_processId, options, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await session.RecordAsync(destination, stopToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _isRecording, 0);
        }
    }
}
