using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class EstimatedBytesTests
{
    [Fact]
    public void What_a_profile_has_more_takes_more_memory()
    {
        long plain = Build((_, sample) => sample);
        Assert.InRange(plain, 1000 * 20, 1000 * 40);
        Assert.True(Build((_, sample) => sample with { Weight = sample.Time }) >= plain + 8000);
        Assert.True(Build((_, sample) => sample with { Duration = sample.Time + 1 }) >= plain + 16000);
        Assert.True(Build((builder, sample) => sample with { Labels = builder.AddLabel(LabelSetId.Empty, "a"u8, "b"u8) }) >= plain + 4000);
        Assert.True(Build((builder, sample) =>
        {
            builder.AddMarker(new Marker(default, StringId.Empty));
            return sample;
        }) >= plain + 16000);
    }

    private static long Build(Func<SampleStoreBuilder, SampleRecord, SampleRecord> with)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 1000; i++)
        {
            builder.AddSample(with(builder, new SampleRecord(i, StackId.Empty, builder.AddThread("a"u8, 1, 1), builder.AddEventKind("e"u8))));
        }

        return builder.Build().EstimatedBytes;
    }
}
