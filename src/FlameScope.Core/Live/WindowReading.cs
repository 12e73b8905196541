using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Loading;
using FlameScope.Samples;

namespace FlameScope.Live;

/// <summary>Reads an input into a window; what was read can be taken between two reads.</summary>
internal sealed class WindowReading : IDisposable
{
    private readonly LiveWindowOptions _options;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly SampleWindow _samples;
    private readonly MarkerWindow _markers = new();
    private ProfileTables? _tables;
    private int _lostMarkers;
    private int _renames;
    private long _derived;
    private bool[] _isDerived = [];
    private bool _isEnded;

    /// <param name="options">How much is kept, and how the input is read.</param>
    /// <param name="compression">Name of the compression around the input.</param>
    public WindowReading(LiveWindowOptions options, string compression)
    {
        _options = options;
        _builder = new SampleStoreBuilder { Limits = options.Load.Limits };
        _context = options.Load.CreateContext(isFile: false, reorderWindow: options.ReorderWindow);
        _context.Compression = compression;
        _samples = new SampleWindow(options);
    }

    /// <summary>The account of the input.</summary>
    public LoadContext Context => _context;

    public void Dispose() => _context.Symbols.Dispose();

    /// <summary>Reads an input to its end.</summary>
    /// <exception cref="ProfileFormatException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask ReadAsync(IProfileFormat format, PipeReader input, CancellationToken cancellationToken)
    {
        await FormatReading.ReadAsync(format, new PipedSource(input, null), _builder, _context, cancellationToken).ConfigureAwait(false);
        _context.Completing = null;
        _isEnded = true;
    }

    /// <summary>Completes what was read so far, between two reads or where reading has ended early.</summary>
    /// <returns>Whether there is anything to take that was not taken before.</returns>
    public bool Complete()
    {
        if (!_isEnded && _context.Completing is null)
        {
            return false;
        }

        _context.Completing?.Invoke();
        return _builder.SampleCount > 0 || _builder.MarkerCount > 0 || _context.LostTimes.Count > _lostMarkers;
    }

    /// <summary>Takes what was read since the last time, and has been completed.</summary>
    /// <param name="last">The last snapshot.</param>
    /// <returns>The next one.</returns>
    /// <exception cref="ProfileFormatException">The window's limit of bytes is passed by names and stacks alone.</exception>
    public LiveSnapshot Take(LiveSnapshot last)
    {
        Marker[] lost = LoadedStore.MarkersOfLost(_builder, _context, _lostMarkers);
        _lostMarkers += lost.Length;
        _markers.Add(_builder.TakeMarkers(), lost);
        AddSamples(_builder.TakeSamples());
        ThreadId[]? renamed = _builder.RenamedThreads;
        if (_builder.ThreadRenames != _renames)
        {
            _renames = _builder.ThreadRenames;
            _samples.Rename(renamed);
        }

        _markers.Pass(_samples.Start);
        LoadReport report = _context.ToReport();
        SampleBlock[] blocks = _samples.Blocks;
        int count = blocks.Sum(static block => block.Count);
        long derived = _derived == 0 ? 0 : blocks.Sum(CountDerived);
        _tables = _builder.CopyTables(_tables, _markers.ToArray(renamed), report with { Samples = count - derived, Derived = derived });
        return new LiveSnapshot
        {
            Version = last.Version + 1,
            Profile = new LiveProfile(_tables, blocks, _samples.Earliest is long earliest ? Profile.WholeSecondAt(earliest) : null, last.Profile),
            Start = _samples.Start,
            Late = _samples.Late,
            Passed = _samples.Passed,
            IsCutByMaxBytes = _samples.IsCutByMaxBytes,
        };
    }

    private long CountDerived(SampleBlock block)
    {
        long count = 0;
        foreach (ushort kind in block.EventKinds)
        {
            count += _isDerived[kind] ? 1 : 0;
        }

        return count;
    }

    private void AddSamples(SampleRun added)
    {
        ReadOnlySpan<EventKind> kinds = _builder.EventKinds;
        if (_isDerived.Length < kinds.Length)
        {
            _isDerived = new bool[kinds.Length];
            for (int kind = 0; kind < kinds.Length; kind++)
            {
                _isDerived[kind] = kinds[kind].IsDerived;
                _derived += kinds[kind].IsDerived ? 1 : 0;
            }
        }

        _samples.Add(added, _isDerived);
        _samples.Pass(_builder.EstimatedBytes);
    }
}
