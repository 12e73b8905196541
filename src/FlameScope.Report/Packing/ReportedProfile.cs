using System.Collections.Immutable;
using System.Globalization;

namespace FlameScope.Report.Packing;

/// <summary>One profile of a report: its samples, and what is said of them.</summary>
internal sealed record ReportedProfile
{
    private const int MaxDiagnostics = 5;

    public required string Name { get; init; }

    public required ReportedFile? File { get; init; }

    public required SampleStore Store { get; init; }

    /// <summary>Gets nanoseconds that times are multiples of, or rounded down to.</summary>
    public required long TimeUnit { get; init; }

    public required bool HasThreads { get; init; }

    /// <summary>Gets whether threads without samples are told of; where a filter left samples out, the names of what it left out are not.</summary>
    public required bool HasAllThreads { get; init; }

    /// <summary>Gets whether what the recording says of its machine, and what could not be read, may be told word by word.</summary>
    public required bool IsOpen { get; init; }

    public required ImmutableArray<Perturbation> Findings { get; init; }

    /// <summary>Gets sentences on what the report does not have, though the recording had.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Gets sentences on what could not be read of the recording.</summary>
    public required IReadOnlyList<string> Account { get; init; }

    public static ReportedProfile Of(ProfileSlice slice, ReportedFile? file, string name, HtmlReportOptions options, Redaction redaction)
    {
        SampleFilter filter = slice.Filter;
        ProfileSlice packed = slice.Where(filter with
        {
            Event = filter.Event == EventSelection.Default ? EventSelection.All : filter.Event,
            IncludeIdle = true,
            IncludeWaiting = true,
        });
        SampleStore store = redaction.Of(packed.ToStore());
        long step = options.TimeStep.Ticks * TimeSpan.NanosecondsPerTick;
        return new ReportedProfile
        {
            Name = redaction.Of(file?.Name ?? name),
            File = file is null ? null : file with { Name = redaction.Of(file.Name) },
            Store = store,
            TimeUnit = step > 0 ? step : TimeUnitOf(store),
            HasThreads = options.IncludeThreads,
            HasAllThreads = options.IncludeThreads && filter.Where is null,
            IsOpen = !redaction.IsActive,
            Findings = FindIn(store),
            LeftOut = LeftOutOf(slice, step, options.IncludeThreads, redaction),
            Account = AccountOf(store.Report, redaction),
        };
    }

    // Most profilers tell microseconds: what all times have in common need not be written.
    private static long TimeUnitOf(SampleStore store)
    {
        foreach (long unit in (ReadOnlySpan<long>)[1_000_000, 1_000])
        {
            bool fits = true;
            foreach (long time in store.Times)
            {
                if ((time - store.Origin) % unit != 0)
                {
                    fits = false;
                    break;
                }
            }

            if (fits)
            {
                return unit;
            }
        }

        return 1;
    }

    private static ImmutableArray<Perturbation> FindIn(SampleStore store) =>
        store.TimeAxis == TimeAxis.Clock ? PerturbationFinder.Find(store) : [];

    private static List<string> LeftOutOf(ProfileSlice slice, long step, bool hasThreads, Redaction redaction)
    {
        long origin = slice.Profile.Origin;
        List<string> sentences =
            [.. slice.Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"Only {TimeText.Seconds(range.Start - origin)} to {TimeText.Seconds(range.End - origin)} s."))];
        if (slice.Filter.Event is { } chosen && chosen != EventSelection.Default)
        {
            sentences.Add($"Only the event {redaction.Of(chosen.ToString())}.");
        }

        if (slice.Filter.Where is SampleCondition condition)
        {
            sentences.Add(redaction.IsActive ? "Only samples that fit a filter." : $"Only samples where {condition}.");
        }

        if (step > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Times are rounded down to {TimeText.Seconds(step)} s."));
        }

        if (!hasThreads)
        {
            sentences.Add("Threads are not told apart.");
        }

        if (redaction.IsActive)
        {
            sentences.Add("Some names are replaced by redacted-1 and so on; nothing is said of the machine.");
        }

        return sentences;
    }

    private static List<string> AccountOf(LoadReport report, Redaction redaction)
    {
        List<string> sentences = [];
        if (report.IsTruncated)
        {
            sentences.Add("The file ends early; what comes before is here.");
        }

        if (report.Unparsed > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Unparsed:N0} events could not be read."));
        }

        if (report.Lost > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"The profiler lost {report.Lost:N0} events while it recorded."));
        }

        if (!redaction.IsActive)
        {
            sentences.AddRange(report.Diagnostics.Take(MaxDiagnostics).Select(static diagnostic => diagnostic.ToString()));
            sentences.AddRange(report.Notes);

            // Where symbols are kept on the machine that wrote the report is nothing for its reader.
            sentences.AddRange(report.SymbolNotes.Where(static note => note.Module.Length > 0).Take(MaxDiagnostics).Select(static note => (note with { File = "" }).ToString()));
        }

        return sentences;
    }
}
