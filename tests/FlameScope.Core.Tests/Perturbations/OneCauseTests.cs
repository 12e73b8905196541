using System.Collections.Immutable;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations;

/// <summary>One cause is one finding, with edges that the samples show.</summary>
public sealed class OneCauseTests
{
    private const long Interval = 5 * Millisecond;

    [Theory]
    [InlineData(4, 0, 1)]
    [InlineData(6, 0.2, 2)]
    [InlineData(5, 0.15, 3)]
    public void A_lock_convoy_is_one_finding(int workers, double ramp, int seed)
    {
        TimeRange convoy = At(11.3, 2.4);
        Recordings recording = new(seed);
        recording.WithWorkers(workers, 30, Interval, (worker, time, usual) =>
            time < convoy.Start + (long)((worker - 1) * ramp / workers * Second) || time >= convoy.End ? usual
            : recording.Draw() < 0.2 ? "main;run;update_row" : "main;run;acquire_lock;spin");

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.InRange(finding.Range.Start - convoy.Start, -2 * Interval, 2 * Interval);
        Assert.InRange(finding.Range.End - convoy.End, -2 * Interval, 2 * Interval);
    }

    [Fact]
    public void A_convoy_whose_workers_sleep_is_one_finding()
    {
        TimeRange convoy = At(11.3, 2.4);
        Recordings recording = new(4);
        recording.WithWorkers(5, 30, Interval, (worker, time, usual) =>
            !convoy.Contains(time) ? usual : time / (70 * Millisecond) % 5 == worker - 1 ? "main;run;with_lock;update_row" : null);

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.InRange(finding.Range.Start - convoy.Start, -2 * Interval, 2 * Interval);
        Assert.InRange(finding.Range.End - convoy.End, -2 * Interval, 2 * Interval);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_level_shift_of_several_threads_is_one_finding_from_the_first_of_them_on(int seed)
    {
        Recordings recording = new(seed);
        recording.WithWorkers(2, 50, Interval, (_, _, usual) => usual);
        for (int thread = 0; thread < 3; thread++)
        {
            long start = (20 * Second) + (thread * 400 * Millisecond);
            recording.WithThread(20 + thread, "poller", 50, Interval, time => time >= start ? recording.Draw() < 0.3 ? "poller;poll" : "poller;poll;spin" : null);
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.Equal(PerturbationKind.LevelShift, finding.Kind);
        Assert.InRange(finding.Range.Start - (20 * Second), -2 * Interval, 2 * Interval);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void What_makes_room_for_a_level_shift_is_no_shift_of_its_own(int seed)
    {
        Recordings recording = new(seed);
        recording.WithWorkers(2, 40, Interval, (_, time, usual) => time >= 15 * Second && recording.Draw() < 0.5 ? "main;run;poll;wait" : usual);

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.Equal(PerturbationKind.LevelShift, finding.Kind);
        Assert.InRange(finding.Range.Start - (15 * Second), -2 * Interval, 2 * Interval);
    }

    [Fact]
    public void Two_programs_that_begin_to_spin_half_a_second_apart_are_one_shift()
    {
        Assert.SkipUnless(Corpus.CorpusFiles.Has("perf/segstore-99-a.perf.txt.gz"), "The recording is not beside the repository.");

        ImmutableArray<Perturbation> findings = PerturbationFinder.Find(Corpus.CorpusFiles.Load("perf/segstore-99-a.perf.txt.gz"));

        Assert.Single(findings, finding => finding.Kind == PerturbationKind.LevelShift);
    }

    [Fact]
    public void Threads_that_share_CPUs_do_not_stall_each_time_that_they_wait_for_their_turn()
    {
        int alarms = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            // Threads 1 to 3 take turns on one CPU, 4 to 6 on the other; turns last 5 to 40 ms.
            Recordings recording = new(700 + seed);
            int[][] turns = [Turns(recording, 3), Turns(recording, 3)];
            recording.WithWorkers(6, 30, Interval, (worker, time, usual) =>
                turns[(worker - 1) / 3][time / Interval] == (worker - 1) % 3 ? usual : null);
            alarms += PerturbationFinder.Find(recording.Build()).Length;
        }

        Assert.InRange(alarms, 0, 1);
    }

    private static int[] Turns(Recordings recording, int threads)
    {
        int[] turns = new int[(31 * Second / Interval) + 1];
        for (int tick = 0, left = 0, thread = 0; tick < turns.Length; tick++, left--)
        {
            (thread, left) = left > 0 ? (thread, left) : ((int)(threads * recording.Draw()), 1 + (int)(8 * recording.Draw()));
            turns[tick] = thread;
        }

        return turns;
    }

    private static TimeRange At(double second, double length) =>
        new((long)(second * Second), (long)((second + length) * Second));
}
