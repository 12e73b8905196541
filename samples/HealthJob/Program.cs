using System.Collections.Immutable;
using FlameScope;

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

// A scheduler looks at the exit code: 1 asks for attention.
return findings.IsEmpty ? 0 : 1;
