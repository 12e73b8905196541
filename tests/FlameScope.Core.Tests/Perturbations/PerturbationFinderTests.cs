using System.Collections.Immutable;
using FlameScope.Formats;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations;

public sealed class PerturbationFinderTests
{
    private const long Interval = Second / 200;

    [Fact]
    public void A_burst_is_found_with_its_edges_and_its_culprit()
    {
        TimeRange burst = At(19.46, 0.3);
        SampleStore store = new Recordings(1).WithBackground(40).With("compactor;compact_segments", burst).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal(PerturbationKind.Burst, finding.Kind);
        AssertNear(burst, finding.Range);
        Assert.Contains(finding.Culprits.Take(3), culprit => culprit.Name == "compact_segments");
        Assert.Equal("worker 3", finding.Threads[0].Command);
        Assert.True(finding.ExpectedFalseAlarms < 1e-6);
        Assert.StartsWith("19.46–19.76 s (30", finding.Summary);
        Assert.Contains("compact_segments in worker 3", finding.Summary);
    }

    // Seven bursts of 250 ms, 4 s apart, keep time with every fraction of 4 s while they last.
    [Fact]
    public void Bursts_that_are_far_apart_have_no_rhythm_but_their_own()
    {
        SampleStore store = ProfileLoader.Load(Path.Combine(RepositoryRoot.Path, "samples", "profiles", "orders.perf.gz"));
        SampleFilter rebuilder = new() { Where = SampleCondition.Command("Index Rebuilder") };

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store.Where(rebuilder)));

        Assert.Equal(4.0e9, finding.Period!.Value, 0.01e9);
    }

    [Fact]
    public void Other_code_in_the_same_volume_is_a_change_of_mix()
    {
        TimeRange change = At(12.2, 0.2);
        SampleStore store = new Recordings(2).WithBackground(30).Instead("main;run;validate", change).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal(PerturbationKind.MixChange, finding.Kind);
        AssertNear(change, finding.Range);
        Assert.Equal("validate", finding.Culprits[0].Name);
        Assert.True(finding.Culprits[0].BaselineShare == 0 && finding.Culprits[0].Share > 0.9);
    }

    [Fact]
    public void A_pause_of_all_threads_is_a_stall()
    {
        TimeRange pause = At(8.05, 0.15);
        SampleStore store = new Recordings(3).WithBackground(30, isShown: (time, _) => !pause.Contains(time)).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal(PerturbationKind.Stall, finding.Kind);
        AssertNear(pause, finding.Range);
        Assert.True(finding.Samples <= 1 && finding.ExpectedSamples > 50);
        Assert.Contains("stalls", finding.Summary);
    }

    [Fact]
    public void A_pause_of_one_thread_is_a_stall_of_that_thread()
    {
        TimeRange pause = At(21.4, 0.4);
        SampleStore store = new Recordings(4).WithBackground(30, isShown: (time, thread) => thread == 1 || !pause.Contains(time)).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal(PerturbationKind.Stall, finding.Kind);
        AssertNear(pause, finding.Range);
        Assert.Equal("worker 2", finding.Threads[0].Command);
    }

    [Fact]
    public void A_thread_that_starts_and_goes_on_is_a_level_shift()
    {
        TimeRange phase = At(17.3, 22.7);
        SampleStore store = new Recordings(5).WithBackground(40).With("late;serve", phase).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal(PerturbationKind.LevelShift, finding.Kind);
        Assert.InRange(finding.Range.Start - phase.Start, -2 * Interval, 2 * Interval);
        Assert.Contains(finding.Culprits.Take(3), culprit => culprit.Name == "serve");
    }

    [Fact]
    public void Bursts_at_a_steady_time_are_one_finding_with_a_period()
    {
        Recordings recording = new Recordings(6).WithBackground(60);
        TimeRange[] bursts = [.. Enumerable.Range(0, 7).Select(i => At(4.2 + (8.0 * i), 0.25))];
        foreach (TimeRange burst in bursts)
        {
            recording.With("timer;rebuild_index", burst);
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.Equal(PerturbationKind.Periodic, finding.Kind);
        Assert.Equal(bursts.Length, finding.Occurrences.Length);
        Assert.InRange(finding.Period!.Value, 0.99 * 8 * Second, 1.01 * 8 * Second);
        Assert.InRange(finding.Duty!.Value, 0.028, 0.034);
        for (int i = 0; i < bursts.Length; i++)
        {
            AssertNear(bursts[i], finding.Occurrences[i]);
        }
    }

    [Fact]
    public void Beats_too_short_to_be_seen_one_by_one_are_found_by_their_rhythm()
    {
        Recordings recording = new Recordings(7).WithBackground(20);
        for (int i = 0; i < 200; i++)
        {
            recording.Instead("collector;sweep", new TimeRange((i * 100 * Millisecond) + (30 * Millisecond), (i * 100 * Millisecond) + (42 * Millisecond)));
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.Equal(PerturbationKind.Periodic, finding.Kind);
        Assert.InRange(finding.Period!.Value, 99 * Millisecond, 101 * Millisecond);
        Assert.InRange(finding.Duty!.Value, 0.08, 0.2);
        Assert.Contains(finding.Culprits.Take(3), culprit => culprit.Name == "sweep");
    }

    [Theory]
    [InlineData("even")]
    [InlineData("trend")]
    [InlineData("over-dispersed")]
    public void Nothing_is_found_where_nothing_happens(string noise)
    {
        int alarms = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            Recordings recording = new(100 + seed);
            recording.WithNoise(120, second => noise switch
            {
                "even" => 200,
                "trend" => 200 * (1 + (0.5 * Math.Sin(2 * Math.PI * second / 120))),

                // Exponential rates in steps of a tenth of a second: variance far above the mean.
                _ => 40 - (160 * Math.Log(1 - recording.Draw()) / 2),
            });
            alarms += PerturbationFinder.Find(recording.Build()).Length;
        }

        Assert.InRange(alarms, 0, 1);
    }

    [Fact]
    public void Functions_that_last_for_several_samples_are_no_perturbations()
    {
        int alarms = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            alarms += PerturbationFinder.Find(new Recordings(300 + seed).WithLastingFunctions(120, 200, 0.67).Build()).Length;
        }

        Assert.InRange(alarms, 0, 1);
    }

    [Fact]
    public void Periods_count_where_they_are_asked_for()
    {
        // As many samples all the time, but for a while each stands for five times as much of the other function.
        TimeRange heavy = At(12, 1);
        SampleStoreBuilder builder = new();
        Random random = new(4);
        for (long time = 0; time < 30 * Second; time += Interval)
        {
            bool isOther = random.Next(2) == 0;
            builder.Add(time, "worker", isOther ? "main;other" : "main;usual", weight: isOther && heavy.Contains(time) ? 5_000 : 1_000);
        }

        SampleStore store = builder.Build();

        Assert.Empty(PerturbationFinder.Find(store));
        Perturbation finding = PerturbationFinder.Find(store.WeighedBy(SampleWeight.Value))[0];
        Assert.Equal(SampleWeight.Value, finding.Weight);
        Assert.True(finding.Range.Intersect(heavy).Duration >= 0.8 * heavy.Duration);
        Assert.Equal("other", finding.Culprits[0].Name);
        Assert.Equal(finding.Samples, finding.Compare(store).Examined.Total);
    }

    [Fact]
    public void Culprits_have_the_shares_that_the_differential_flame_graph_has()
    {
        SampleStore store = Corpus.CorpusFiles.Load("perf/segstore-49-p.perf.txt");

        foreach (Perturbation finding in PerturbationFinder.Find(store))
        {
            FlameDiff diff = finding.Compare(store);
            Assert.Equal(finding.Samples, diff.Examined.Total);
            foreach (Culprit culprit in finding.Culprits.Where(culprit => culprit.Name != "[unknown]"))
            {
                FrameDiffRow[] rows = [.. diff.Frames().Where(row => row.Name == culprit.Name)];
                Assert.Equal(rows.Sum(row => row.TotalDelta), culprit.Share - culprit.BaselineShare, 9);
            }
        }
    }

    [Fact]
    public void The_background_is_free_of_findings_and_the_comparison_uses_it()
    {
        Recordings recording = new Recordings(8).WithBackground(40).With("a;first", At(10, 0.3)).With("b;second", At(12.3, 0.3));
        SampleStore store = recording.Build();

        ImmutableArray<Perturbation> findings = PerturbationFinder.Find(store);

        Assert.Equal(2, findings.Length);
        foreach (Perturbation finding in findings)
        {
            Assert.NotEmpty(finding.Baseline);
            Assert.All(finding.Baseline, part => Assert.All(findings, other => Assert.True(part.Intersect(other.Range).IsEmpty)));
            FlameDiff diff = finding.Compare(store);
            Assert.Equal(finding.Samples, diff.Examined.Total);
            Assert.Equal(finding.Baseline.Sum(part => FlameTree.Create(store.Slice(part)).Total), diff.Baseline.Total);
        }
    }

    [Fact]
    public void The_same_samples_give_the_same_findings()
    {
        static string Describe(SampleStore store) => string.Join('\n', PerturbationFinder.Find(store).Select(
            finding => $"{finding.Summary} {finding.Evidence:R} {string.Join(' ', finding.Occurrences)}"));

        static SampleStore Store() => new Recordings(9).WithBackground(30).With("a;first", At(10, 0.3)).With("b;second", At(20, 0.1)).Build();

        Assert.Equal(Describe(Store()), Describe(Store()));
    }

    [Fact]
    public void A_filter_hides_what_it_filters_out()
    {
        SampleStore store = new Recordings(10).WithBackground(30).With("a;first", At(10, 0.3)).Build();
        Assert.Single(PerturbationFinder.Find(store));
        Assert.Empty(PerturbationFinder.Find(store.Where(!SampleCondition.Thread(3))));
    }

    [Fact]
    public void A_recorded_service_shows_its_compaction()
    {
        SampleStore store = Corpus.CorpusFiles.Load("perf/segstore-49-p.perf.txt");

        Perturbation finding = PerturbationFinder.Find(store)[0];

        Assert.Contains(finding.Culprits.Take(3), culprit => culprit.Name == "compact_segments");
        Assert.InRange(finding.Period!.Value, 14.85 * Second, 15.15 * Second);
    }

    [Fact]
    public void An_empty_or_short_recording_has_no_findings()
    {
        Assert.Empty(PerturbationFinder.Find(new SampleStoreBuilder().Build()));
        Assert.Empty(PerturbationFinder.Find(Stores.Of((0, "a", "x"), (1, "a", "y"))));
    }

    [Fact]
    public void Wrong_options_are_refused_and_a_search_can_be_stopped()
    {
        SampleStore store = new Recordings(11).WithBackground(10).Build();

        Assert.Throws<ArgumentNullException>(() => PerturbationFinder.Find(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbationFinder.Find(store, new PerturbationOptions { FalseAlarms = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbationFinder.Find(store, new PerturbationOptions { MinSamples = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbationFinder.Find(store, new PerturbationOptions { MaxFindings = 0 }));
        Assert.Throws<OperationCanceledException>(() => PerturbationFinder.Find(store, null, new CancellationToken(canceled: true)));
    }

    private static TimeRange At(double second, double length) =>
        new((long)(second * Second), (long)((second + length) * Second));

    private static void AssertNear(TimeRange expected, TimeRange actual)
    {
        Assert.InRange(actual.Start - expected.Start, -2 * Interval, 2 * Interval);
        Assert.InRange(actual.End - expected.End, -2 * Interval, 2 * Interval);
    }
}
