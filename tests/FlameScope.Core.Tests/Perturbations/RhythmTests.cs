using System.Collections.Immutable;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations;

/// <summary>A rhythm must be in the data: what folding and sampling clocks make up is none.</summary>
public sealed class RhythmTests
{
    [Theory]
    [InlineData(45, 10, 1)]
    [InlineData(45, 5, 2)]
    [InlineData(37, 10, 3)]
    [InlineData(73, 4, 4)]
    [InlineData(200, 10, 5)]
    public void A_thread_with_a_sampling_interval_of_its_own_has_no_rhythm(int own, int others, int seed)
    {
        Recordings recording = new(seed);
        recording.WithWorkers(1 + (seed % 2), 40, others * Millisecond, (_, _, usual) => usual)
            .WithThread(9, "reporter", 40, own * Millisecond, _ => $"report;collect;{recording.Everyday()}");

        Assert.Empty(PerturbationFinder.Find(recording.Build()));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(31)]
    public void A_function_of_such_a_thread_has_none_either(int own)
    {
        Recordings recording = new(own);
        recording.WithWorkers(2, 40, 10 * Millisecond, (_, _, usual) => usual)
            .WithThread(9, "reporter", 40, own * Millisecond, _ => recording.Draw() < 0.3 ? "report;send" : "report;collect");

        Assert.Empty(PerturbationFinder.Find(recording.Build()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_phase_at_the_start_is_no_rhythm(int seed)
    {
        Recordings recording = new(seed);
        List<TimeRange> bursts = [];
        for (long start = 0; start < 4 * Second; start = bursts[^1].End + (long)((0.05 + (0.4 * recording.Draw())) * Second))
        {
            bursts.Add(new TimeRange(start, start + (long)((0.03 + (0.25 * recording.Draw())) * Second)));
        }

        recording.WithWorkers(2, 40, 5 * Millisecond, (_, time, usual) =>
            bursts.Exists(burst => burst.Contains(time)) ? "main;init;load_classes" : usual);

        Assert.All(PerturbationFinder.Find(recording.Build()), finding => Assert.Null(finding.Period));
    }

    [Fact]
    public void Three_bursts_that_keep_no_time_have_no_period()
    {
        TimeRange[] bursts = [At(6.2, 0.3), At(14.9, 0.3), At(24.6, 0.3)];
        Recordings recording = new Recordings(5).WithBackground(40);
        foreach (TimeRange burst in bursts)
        {
            recording.With("compactor;compact", burst);
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.Equal(3, finding.Occurrences.Length);
        Assert.Null(finding.Period);
    }

    [Fact]
    public void Three_bursts_that_keep_time_have_one()
    {
        Recordings recording = new Recordings(6).WithBackground(40);
        foreach (double start in new[] { 6.2, 15.2, 24.2 })
        {
            recording.With("compactor;compact", At(start, 0.3));
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.InRange(finding.Period!.Value, 8.95 * Second, 9.05 * Second);
    }

    [Theory]
    [InlineData(100, 20, 7)]
    [InlineData(93, 15, 8)]
    [InlineData(130, 26, 9)]
    public void A_rhythm_that_pauses_is_one_finding_and_lists_only_beats_with_samples(int period, int beat, int seed)
    {
        TimeRange pause = At(12, 9);
        Recordings recording = new(seed);
        recording.WithWorkers(2, 40, 5 * Millisecond, (_, time, usual) =>
            !pause.Contains(time) && time % (period * Millisecond) < beat * Millisecond ? "main;run;sweep" : usual);
        SampleStore store = recording.Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.InRange(finding.Period!.Value, 0.995 * period * Millisecond, 1.005 * period * Millisecond);
        int beats = (int)(31 * Second / (period * Millisecond));
        Assert.InRange(finding.Occurrences.Length, beats - 3, beats + 2);
        SampleFilter sweeps = new() { Where = SampleCondition.Frame(FramePattern.Parse("sweep")) };
        Assert.All(finding.Occurrences, range => Assert.True(FlameTree.Create(store.Slice(range).Where(sweeps)).Total > 0));
        Assert.All(finding.Occurrences, range => Assert.True(range.Intersect(pause).Duration < beat * Millisecond));
    }

    // Sampled whatever they run, CPUs tell of a thread with one sample a beat that it did not run between two.
    [Fact]
    public void A_beat_of_one_sample_is_believed_where_CPUs_are_sampled_all_the_time()
    {
        Assert.SkipUnless(Corpus.CorpusFiles.Has("perf/gcpulse-99-a.perf.txt.gz"), "The recording is not beside the repository.");

        Perturbation finding = PerturbationFinder.Find(Corpus.CorpusFiles.Load("perf/gcpulse-99-a.perf.txt.gz"))[0];

        Assert.InRange(finding.Period!.Value, 99 * Millisecond, 101 * Millisecond);
    }

    private static TimeRange At(double second, double length) =>
        new((long)(second * Second), (long)((second + length) * Second));
}
