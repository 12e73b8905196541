namespace FlameScope.Report.Packing;

/// <summary>What a report tells, with the names that may be told.</summary>
internal sealed record ReportContent
{
    public required string Title { get; init; }

    public required string? Notes { get; init; }

    /// <summary>Gets the recording, and then the baseline, where there is one.</summary>
    public required IReadOnlyList<ReportedProfile> Profiles { get; init; }

    public long SampleCount => Profiles.Sum(static profile => (long)profile.Store.Count);

    public static ReportContent Of(ProfileSlice slice, HtmlReportOptions options)
    {
        Redaction redaction = new(options.Redactions);
        List<ReportedProfile> profiles = [ReportedProfile.Of(slice, options.File, "recording", options, redaction)];
        if (options.Baseline is ProfileSlice baseline)
        {
            ReportedProfile other = ReportedProfile.Of(baseline, options.BaselineFile, "baseline", options, redaction);
            profiles.Add(other.Name == profiles[0].Name ? other with { Name = $"{other.Name} (baseline)" } : other);
        }

        return new ReportContent { Title = options.Title ?? profiles[0].Name, Notes = options.Notes, Profiles = profiles };
    }
}
