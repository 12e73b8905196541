using System.Collections.Immutable;
using FlameScope;
using FlameScope.Export;
using FlameScope.Report;

// A service's nightly job: what did the last recording do that it does not usually do?
string recording = args is [string path, ..] ? path : Path.Combine(AppContext.BaseDirectory, "segstore.perf.gz");
using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
SampleStore store = await ProfileLoader.LoadAsync(recording, cancellationToken: limit.Token);
ImmutableArray<Perturbation> findings = PerturbationFinder.Find(store, new PerturbationOptions { MaxFindings = 10 }, limit.Token);
foreach (Perturbation finding in findings)
{
    Console.WriteLine($"{finding.Kind}: {finding.Summary}");

    // The finding's range and baseline are ready for trees: here the biggest change of the differential flame graph.
    FlameDiff diff = finding.Compare(store);
    foreach (FrameDiffRow row in diff.Frames().OrderByDescending(row => Math.Abs(row.SelfDelta)).Take(3))
    {
        Console.WriteLine($"    {100 * row.SelfDelta,6:+0.0;-0.0} points itself  {row.Name}");
    }
}

// What goes with the mail: the recording and the page in one file, which opens on any machine.
if (!findings.IsEmpty)
{
    string attachment = args is [_, string file] ? file : Path.Combine(AppContext.BaseDirectory, "health-report.html");
    HtmlReportExporter report = new(new HtmlReportOptions
    {
        Title = $"{findings.Length} findings in {Path.GetFileName(recording)}",
        Notes = findings[0].Summary,
        File = ReportedFile.From(recording),
    });
    using FileStream output = File.Create(attachment);
    report.Export(store, output);
    Console.WriteLine($"Wrote {attachment}");
}

// A scheduler looks at the exit code: 1 asks for attention.
return findings.IsEmpty ? 0 : 1;
