using System.ComponentModel;
using System.Globalization;
using FlameScope.AspNetCore.Cache;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>What a profile holds. Times are nanoseconds from the whole second of its first sample.</summary>
internal sealed record ProfileInfo
{
    private const int MaxListed = 500;

    // To the nanosecond, as clients work out times from it.
    private static readonly ProfileTime Instant = ProfileTime.Parse("1970-01-01T00:00Z");

    public required string Name { get; init; }

    [Description("The state of the file; views can be asked for of this one alone.")]
    public required string Version { get; init; }

    [Description("Size of the file.")]
    public required long Bytes { get; init; }

    public required string Format { get; init; }

    public required string Compression { get; init; }

    [Description("clock; deltas or none where there are no slices of time.")]
    public required string TimeAxis { get; init; }

    // A clock's nanoseconds may pass 2^53, which scripts cannot count beyond.
    [Description("What times count from, on the profile's clock, in nanoseconds; null where it has none.")]
    public required string? Origin { get; init; }

    public required long? FirstSample { get; init; }

    public required long? End { get; init; }

    [Description("The origin in UTC, where the profile tells.")]
    public required string? WallClockAtOrigin { get; init; }

    [Description("The rows that a heat map has by default.")]
    public required int SuggestedRows { get; init; }

    [Description("The width of a column by default, in nanoseconds.")]
    public required long SuggestedColumnWidth { get; init; }

    public required int Samples { get; init; }

    [Description("Samples of idle CPUs.")]
    public required long Idle { get; init; }

    [Description("Samples of threads that waited.")]
    public required long Waiting { get; init; }

    [Description("Samples without frames.")]
    public required long Stackless { get; init; }

    [Description("Markers of the profile itself: what has a time and no stack.")]
    public required int Markers { get; init; }

    [Description("Whether samples can be weighed by their period.")]
    public required bool HasPeriods { get; init; }

    [Description("Kinds of events; isDefault tells which one is shown where none is asked for.")]
    public required IReadOnlyList<InfoEvent> Events { get; init; }

    [Description("Whether the profile tells which process a thread belongs to; the text of perf script does with -F +pid.")]
    public required bool AreProcessesKnown { get; init; }

    [Description("The processes with the most samples; none where they are not known.")]
    public required IReadOnlyList<InfoThread> Processes { get; init; }

    [Description("The threads with the most samples.")]
    public required IReadOnlyList<InfoThread> Threads { get; init; }

    [Description("The names of threads with the most samples.")]
    public required IReadOnlyList<InfoCommand> Commands { get; init; }

    [Description("The CPUs that samples name.")]
    public required IReadOnlyList<int> Cpus { get; init; }

    public required InfoHeader Header { get; init; }

    public required InfoReport Report { get; init; }

    public static ProfileInfo Of(LoadedProfile profile)
    {
        SampleStore store = profile.Store;
        ProfileSummary summary = ProfileSummary.From(store);
        long? origin = store.TimeAxis == FlameScope.TimeAxis.Clock ? store.Origin : null;
        return new ProfileInfo
        {
            Name = profile.Entry.Name,
            Version = profile.Entry.Stamp.Version,
            Bytes = profile.Entry.Stamp.Length,
            Format = store.Report.Format,
            Compression = store.Report.Compression,
            TimeAxis = ViewNames.NameOf(store.TimeAxis),
            Origin = origin?.ToString(CultureInfo.InvariantCulture),
            FirstSample = store.TimeRange.Start - origin,
            End = store.TimeRange.End - origin,
            WallClockAtOrigin = origin is long start && store.Header.ClockEpochNanoseconds is not null ? Instant.Describe(store, start) : null,
            SuggestedRows = SamplingFrequency.RowsFor(SamplingFrequency.Of(store), HeatMapView.ColumnWidthFor(store)),
            SuggestedColumnWidth = HeatMapView.ColumnWidthFor(store),
            Samples = store.Count,
            Idle = summary.Idle,
            Waiting = summary.Waiting,
            Stackless = summary.Stackless,
            Markers = summary.Markers,
            HasPeriods = !store.HasUniformWeight || store.UniformWeight != 1,
            Events = [.. summary.Events.Select(static kind => new InfoEvent(kind.Name, kind.Samples, kind.Frequency, kind.Unit ?? "", kind.IsDefault))],
            AreProcessesKnown = summary.AreProcessesKnown,
            Processes = !summary.AreProcessesKnown ? [] : [.. summary.Processes.Take(MaxListed).Select(static process => new InfoThread(process.Name, process.Pid ?? -1, process.Pid ?? -1, process.Samples))],
            Threads = [.. summary.Threads.Take(MaxListed).Select(static thread => new InfoThread(thread.Name, thread.Pid ?? -1, thread.Tid ?? -1, thread.Samples))],
            Commands = [.. summary.Commands.Take(MaxListed).Select(static command => new InfoCommand(command.Name, command.Samples))],
            Cpus = summary.Cpus,
            Header = InfoHeader.Of(store.Header),
            Report = InfoReport.Of(store.Report),
        };
    }
}

/// <summary>A thread, or a process under the name of its main thread.</summary>
internal sealed record InfoThread(string Command, int Process, int Thread, long Samples);

/// <summary>A name of threads.</summary>
internal sealed record InfoCommand(string Name, long Samples);

/// <summary>A kind of event; its frequency is that of one busy CPU, its unit what its values count.</summary>
internal sealed record InfoEvent(string Name, long Samples, int? Frequency, string Unit, bool IsDefault);
