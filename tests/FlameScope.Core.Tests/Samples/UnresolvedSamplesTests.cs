using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class UnresolvedSamplesTests
{
    private static readonly Gen<(long Time, int Thread, long Weight, bool IsLabelled, bool IsRemoved)[]> Samples = Gen.Select(
        Gen.Long[0, 50], Gen.Int[0, 2], Gen.Frequency((9, Gen.Const(1L)), (1, Gen.Long[0, 5])), Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true))), Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))).Array[0, 60];

    private static readonly Gen<(int Place, long Time, long Duration)[]> Inserted = Gen.Select(Gen.Int[0, 60], Gen.Long[0, 50], Gen.Long[0, 9]).Array[0, 30];

    [Fact]
    public void Samples_that_get_their_stacks_later_are_those_that_had_them_at_once() =>
        Gen.Select(Samples, Inserted, Gen.Int[0, 3]).Sample((samples, inserted, before) =>
        {
            (int Place, long Time, long Duration)[] sorted =
                [.. inserted.Select(one => one with { Place = one.Place % (samples.Count(sample => !sample.IsRemoved) + 1) }).OrderBy(one => one.Place)];
            Assert.Equal(AtOnce(samples, sorted, before), Later(samples, sorted, before));
        });

    [Fact]
    public void Room_is_made_for_a_whole_input_once_enough_of_it_was_read()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("t"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cpu"u8);
        for (int i = 0; i < 300_000; i++)
        {
            builder.AddUnresolved(i, 0, 0, -1, 1);
            builder.ReserveFor(i * 10, 4_000_000);
        }

        UnresolvedSamples samples = builder.UnresolvedFrom(0);
        samples.Threads.Fill(thread);
        samples.EventKinds.Fill((ushort)kind.Value);
        SampleStore store = builder.Build();
        Assert.Equal((300_000, 299_999L), (store.Count, store.Times[^1]));
        builder.AddSample(new SampleRecord(7, StackId.Empty, thread, kind));
        Assert.Equal((300_000, 299_999L), (store.Count, store.Times[^1]));
        Assert.Equal(300_001, builder.Build().Count);
    }

    private static string AtOnce((long Time, int Thread, long Weight, bool IsLabelled, bool IsRemoved)[] samples, (int Place, long Time, long Duration)[] inserted, int before)
    {
        Ids ids = new(before);
        int kept = 0;
        int next = 0;
        foreach ((long time, int thread, long weight, bool isLabelled, _) in samples.Where(sample => !sample.IsRemoved))
        {
            for (; next < inserted.Length && inserted[next].Place <= kept; next++)
            {
                ids.Builder.AddSample(ids.Of(inserted[next]));
            }

            kept++;
            ids.Builder.AddSample(new SampleRecord(time, ids.Stack, ids.Threads[thread], ids.Kinds[0], -1, weight) { Labels = isLabelled ? ids.Labels : LabelSetId.Empty });
        }

        for (; next < inserted.Length; next++)
        {
            ids.Builder.AddSample(ids.Of(inserted[next]));
        }

        return ids.Text();
    }

    private static string Later((long Time, int Thread, long Weight, bool IsLabelled, bool IsRemoved)[] samples, (int Place, long Time, long Duration)[] inserted, int before)
    {
        Ids ids = new(before);
        SampleStoreBuilder builder = ids.Builder;
        foreach ((long time, int thread, long weight, bool isLabelled, _) in samples)
        {
            builder.AddUnresolved(time, 1_000_000, thread, -1, weight);
            if (isLabelled)
            {
                builder.Label(ids.Labels);
            }
        }

        UnresolvedSamples unresolved = builder.UnresolvedFrom(before);
        unresolved.Stacks.Fill(ids.Stack);
        foreach (ref ThreadId thread in unresolved.Threads)
        {
            thread = ids.Threads[thread.Value];
        }

        unresolved.EventKinds.Fill((ushort)ids.Kinds[0].Value);
        builder.RemoveSamples([.. Enumerable.Range(0, samples.Length).Where(i => samples[i].IsRemoved).Select(i => before + i)]);
        builder.InsertSamples([.. inserted.Select(one => before + one.Place)], [.. inserted.Select(ids.Of)]);
        return ids.Text();
    }

    // A builder that has some samples already.
    private sealed class Ids
    {
        public Ids(int before)
        {
            Stack = Builder.AddStack(StackId.Empty, Builder.AddFrame("main"u8, "app"u8, FrameKind.User));
            Threads = [Builder.AddThread("a"u8, 1, 1), Builder.AddThread("b"u8, 1, 2), Builder.AddThread("c"u8, 1, 3)];
            Kinds = [Builder.AddEventKind("cpu"u8), Builder.AddEventKind("gc"u8)];
            Labels = Builder.AddLabel(LabelSetId.Empty, "k"u8, "v"u8);
            for (int i = 0; i < before; i++)
            {
                Builder.AddSample(new SampleRecord(25 + i, Stack, Threads[1], Kinds[0], i, 2));
            }
        }

        public SampleStoreBuilder Builder { get; } = new();

        public StackId Stack { get; }

        public ThreadId[] Threads { get; }

        public EventKindId[] Kinds { get; }

        public LabelSetId Labels { get; }

        public SampleRecord Of((int Place, long Time, long Duration) one) =>
            new(one.Time, StackId.Empty, Threads[0], Kinds[1]) { Duration = one.Duration, Activity = one.Duration == 3 ? SampleActivity.Idle : SampleActivity.Working };

        public string Text()
        {
            SampleStore store = Builder.Build();
            return string.Join("\n", Enumerable.Range(0, store.Count).Select(i =>
                $"{store.Times[i]} {store.Stacks[i]} {store.Threads[i]} {store.Events[i]} {store.Cpus[i]} {store.WeightOf(i)} {(store.Durations.IsEmpty ? 0 : store.Durations[i])} "
                + $"{store.IsIdle(i)} {(store.Labels.IsEmpty ? default : store.Labels[i])}"));
        }
    }
}
