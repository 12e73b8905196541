using System.Text.Json;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

public sealed class SpeedscopeExporterTests
{
    private const long Millisecond = 1_000_000;

    private static readonly SpeedscopeExporter Exporter = new();

    [Fact]
    public void A_profile_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual("steady.speedscope.json", Exporter.ExportToString(ProfileSlice.Of(Steady())));

    [Fact]
    public void Each_thread_is_a_profile_on_one_axis_of_time_with_its_gaps()
    {
        using JsonDocument json = Export(ProfileSlice.Of(Steady()));
        JsonElement[] profiles = [.. json.RootElement.GetProperty("profiles").EnumerateArray()];
        Assert.Equal(["app 1/1", "app 1/2"], profiles.Select(profile => profile.GetProperty("name").GetString()));
        Assert.All(profiles, profile => Assert.Equal(0, profile.GetProperty("startValue").GetInt64()));
        Assert.Single(profiles.Select(profile => profile.GetProperty("endValue").GetInt64()).Distinct());

        // Samples at 0, 10, 20 and 100 ms: the first two meet the next one, the third does not last until the fourth.
        long[] weights = [.. profiles[0].GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt64())];
        Assert.Equal(5, weights.Length);
        Assert.Equal([10 * Millisecond, 10 * Millisecond], weights[..2]);
        Assert.InRange(weights[2], 10 * Millisecond, 12 * Millisecond);
        Assert.Equal((80 * Millisecond) - weights[2], weights[3]);
        Assert.Equal(weights[2], weights[4]);
        Assert.Equal(0, profiles[0].GetProperty("samples")[3].GetArrayLength());

        // The other thread starts later: its profile begins with the time until then.
        Assert.Equal(0, profiles[1].GetProperty("samples")[0].GetArrayLength());
        Assert.Equal(15 * Millisecond, profiles[1].GetProperty("weights")[0].GetInt64());
    }

    [Fact]
    public void Stacks_come_back_root_first_in_the_order_of_time()
    {
        SampleStore store = ExampleProfiles.Service();
        using JsonDocument json = Export(ProfileSlice.Of(store));
        string[] frames = [.. json.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("name").GetString()!)];
        Assert.Equal(["Server.run", "Map.get", "memcpy", "do_page_fault", "[unknown]", "[no stack]"], frames);
        string[] written = [.. json.RootElement.GetProperty("profiles")[0].GetProperty("samples").EnumerateArray()
            .Where(sample => sample.GetArrayLength() > 0)
            .Select(sample => string.Join(';', sample.EnumerateArray().Select(frame => frames[frame.GetInt32()])))];
        string[] expected = [.. Enumerable.Range(0, store.Count)
            .Where(sample => store.Threads[sample].Value == 0 && store.Events[sample] == 0)
            .Select(sample => store.Stacks[sample] == StackId.Empty
                ? "[no stack]"
                : string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => store.Strings.GetString(store.Frames[id.Value].Symbol))))];
        Assert.Equal(expected, written);
    }

    [Fact]
    public void A_slice_has_its_samples_and_frames_alone()
    {
        using JsonDocument json = Export(Steady().Slice(new TimeRange(15 * Millisecond, 100 * Millisecond)));
        Assert.Equal(1, json.RootElement.GetProperty("shared").GetProperty("frames").GetArrayLength());
        JsonElement first = json.RootElement.GetProperty("profiles")[0];
        Assert.Equal(15 * Millisecond, first.GetProperty("startValue").GetInt64());
        Assert.Equal(100 * Millisecond, first.GetProperty("endValue").GetInt64());
        Assert.Equal(5 * Millisecond, first.GetProperty("weights")[0].GetInt64());
    }

    [Fact]
    public void Periods_are_weights_in_their_unit()
    {
        using JsonDocument json = Export(ExampleProfiles.Clock().WeighedBy(SampleWeight.Value));
        JsonElement profile = json.RootElement.GetProperty("profiles")[0];
        Assert.Equal("nanoseconds", profile.GetProperty("unit").GetString());
        Assert.Equal([10_200_000L, 10_200_000, 10_200_000], profile.GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt64()));
        Assert.Equal(30_600_000, profile.GetProperty("endValue").GetInt64());
    }

    [Fact]
    public void A_profile_without_a_clock_keeps_the_order_and_counts()
    {
        SampleStoreBuilder builder = new() { TimeAxis = TimeAxis.None };
        builder.Add(0, "app", "main;b");
        builder.Add(0, "app", "main;a");
        using JsonDocument json = Export(ProfileSlice.Of(builder.Build()));
        JsonElement profile = json.RootElement.GetProperty("profiles")[0];
        Assert.Equal("none", profile.GetProperty("unit").GetString());
        Assert.Equal([1, 1], profile.GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt32()));
    }

    [Fact]
    public void An_empty_slice_is_a_file_that_can_be_opened()
    {
        using JsonDocument json = Export(Steady().Slice(new TimeRange(0, 0)));
        Assert.Equal("no samples", Assert.Single(json.RootElement.GetProperty("profiles").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public void The_busiest_thread_is_shown_first()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "quiet", "main", thread: 1);
        builder.Add(1, "busy", "main", thread: 2);
        builder.Add(2, "busy", "main", thread: 2);
        using JsonDocument json = Export(ProfileSlice.Of(builder.Build()));
        Assert.Equal(1, json.RootElement.GetProperty("activeProfileIndex").GetInt32());
    }

    [Fact]
    public void A_stack_of_20000_frames_is_written()
    {
        using JsonDocument json = Export(ProfileSlice.Of(ExampleProfiles.Deep(20_000)));
        Assert.Equal(20_000, json.RootElement.GetProperty("profiles")[0].GetProperty("samples")[0].GetArrayLength());
    }

    /// <summary>A thread with samples every 10 ms and then a gap, and another that starts later.</summary>
    internal static SampleStore Steady()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "app", "main;parse", thread: 1, process: 1);
        builder.Add(10 * Millisecond, "app", "main;parse", thread: 1, process: 1);
        builder.Add(15 * Millisecond, "app", "worker", thread: 2, process: 1);
        builder.Add(20 * Millisecond, "app", "worker", thread: 1, process: 1);
        builder.Add(25 * Millisecond, "app", "worker", thread: 2, process: 1);
        builder.Add(100 * Millisecond, "app", "main;parse;read", thread: 1, process: 1);
        return builder.Build();
    }

    private static JsonDocument Export(ProfileSlice slice) => JsonDocument.Parse(Exporter.ExportToString(slice));
}
