using System.Text.Json;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

public sealed class CpuProfileExporterTests
{
    [Fact]
    public void Samples_are_leaves_of_the_tree_and_times_add_up_from_the_start()
    {
        SampleStore store = Stores.Of((1_000_000_999, "app", "main;run"), (1_001_001_000, "app", "main;run;leaf"), (1_002_000_000, "app", "main"), (1_009_000_500, "app", "main;run"));
        (Dictionary<int, string> paths, List<(string Stack, long Time)> samples, JsonElement root) = Read(store.Where(SampleFilter.Default));
        Assert.Equal(
            [("main;run", 1_000_000L), ("main;run;leaf", 1_001_001), ("main", 1_002_000), ("(idle)", samples[3].Time), ("main;run", 1_009_000)],
            samples);
        Assert.InRange(samples[3].Time, 1_002_900, 1_003_200);
        Assert.Equal(1_000_000, root.GetProperty("startTime").GetInt64());
        Assert.True(root.GetProperty("endTime").GetInt64() > 1_009_000);
        Assert.Equal(4, root.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("hitCount").GetInt64()));
        Assert.Contains("main;run;leaf", paths.Values);
    }

    [Fact]
    public void Each_of_several_threads_has_a_frame_of_its_own()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1_000_000, "a", "main", thread: 1);
        builder.Add(1_500_000, "b", "main", thread: 2);
        builder.Add(2_000_000, "a", "main", thread: 1);
        Assert.Equal(["a 7/1;main", "b 7/2;main", "a 7/1;main"], Read(builder.Build().Where(SampleFilter.Default)).Samples.Select(sample => sample.Stack).Where(stack => stack != "(idle)"));
    }

    [Fact]
    public void Weighed_samples_last_as_many_microseconds_as_their_value()
    {
        SampleStoreBuilder builder = new();
        builder.Add(5, "a", "main", weight: 30);
        builder.Add(6, "a", "run", weight: 70);
        (_, List<(string Stack, long Time)> samples, JsonElement root) = Read(builder.Build().WeighedBy(SampleWeight.Value));
        Assert.Equal([("main", 0L), ("run", 30L)], samples);
        Assert.Equal(100, root.GetProperty("endTime").GetInt64());
    }

    [Fact]
    public void An_empty_slice_is_a_profile_without_samples()
    {
        (_, List<(string Stack, long Time)> samples, JsonElement root) = Read(Stores.Of((1, "a", "main")).Slice(new TimeRange(0, 0)));
        Assert.Empty(samples);
        Assert.Equal(2, root.GetProperty("nodes").GetArrayLength());
    }

    private static (Dictionary<int, string> Paths, List<(string Stack, long Time)> Samples, JsonElement Root) Read(ProfileSlice slice)
    {
        JsonElement root = JsonDocument.Parse(new CpuProfileExporter().ExportToString(slice)).RootElement;
        Dictionary<int, string> paths = new() { [1] = "" };
        foreach (JsonElement node in root.GetProperty("nodes").EnumerateArray())
        {
            string path = paths[node.GetProperty("id").GetInt32()];
            Dictionary<int, string> names = root.GetProperty("nodes").EnumerateArray()
                .ToDictionary(child => child.GetProperty("id").GetInt32(), child => child.GetProperty("callFrame").GetProperty("functionName").GetString()!);
            foreach (JsonElement child in node.TryGetProperty("children", out JsonElement children) ? children.EnumerateArray() : [])
            {
                paths[child.GetInt32()] = path.Length == 0 ? names[child.GetInt32()] : path + ";" + names[child.GetInt32()];
            }
        }

        long time = root.GetProperty("startTime").GetInt64();
        List<(string, long)> samples = [];
        foreach ((JsonElement sample, JsonElement delta) in root.GetProperty("samples").EnumerateArray().Zip(root.GetProperty("timeDeltas").EnumerateArray()))
        {
            time += delta.GetInt64();
            samples.Add((paths[sample.GetInt32()], time));
        }

        return (paths, samples, root);
    }
}
