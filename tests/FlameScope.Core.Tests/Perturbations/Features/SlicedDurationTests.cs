using FlameScope.Formats;
using FlameScope.Perturbations.Features;

namespace FlameScope.Core.Tests.Perturbations.Features;

public sealed class SlicedDurationTests
{
    [Fact]
    public void A_sample_that_lasts_counts_only_what_lies_inside_the_slice()
    {
        SampleStoreBuilder builder = new();
        EventKindId kind = builder.AddEventKind("off-cpu"u8, new EventKind { Unit = "ns", Counting = EventCounting.Aggregated });
        ThreadId thread = builder.AddThread("app"u8, 1, 1);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, kind) { Duration = 1000 });
        builder.AddSample(new SampleRecord(700, StackId.Empty, thread, kind) { Duration = 100 });
        builder.AddSample(new SampleRecord(850, StackId.Empty, thread, kind) { Duration = 5000 });

        ObservedSamples observed = ObservedSamples.Select(builder.Build().Slice(new TimeRange(600, 900)));

        Assert.Equal([600, 700, 850], observed.Times.ToArray());
        Assert.Equal([300, 100, 50], Enumerable.Range(0, 3).Select(observed.WeightOf));
    }
}
