using System.Text.Json;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

/// <summary>What is written holds to the profiler's own description of version 70: columns of one length, places inside their tables, callers first.</summary>
public sealed class FirefoxExporterTests
{
    [Theory]
    [InlineData("perf/shards-99-a.perf.txt")]
    [InlineData("formats/30-evil-names.txt")]
    [InlineData("formats/34-multi-event.txt")]
    public void Tables_are_consistent(string recording)
    {
        SampleStore store = CorpusFiles.Load(recording);
        JsonElement profile = Write(store.Where(new SampleFilter { Event = EventSelection.All, IncludeIdle = true }));
        Check(profile);
        Assert.Equal(store.Count, profile.GetProperty("threads").EnumerateArray().Sum(thread => thread.GetProperty("samples").GetProperty("length").GetInt32()));
    }

    [Fact]
    public void Odd_profiles_are_consistent_as_well()
    {
        Check(Write(ProfileSlice.Of(ExampleProfiles.Evil())));
        Check(Write(ExampleProfiles.Evil().Slice(new TimeRange(0, 0))));
        Check(Write(ExampleProfiles.Service().WeighedBy(SampleWeight.Value)));
        SampleStoreBuilder timeless = new() { TimeAxis = TimeAxis.None };
        timeless.Add(0, "", "", process: -1, thread: -1);
        timeless.Add(0, "a", "main", process: -1, thread: 4);
        timeless.Add(0, "b", "main", process: -1, thread: 4);
        Check(Write(ProfileSlice.Of(timeless.Build())));
    }

    [Fact]
    public void Times_are_exact_and_count_from_the_origin()
    {
        SampleStore store = Stores.Of((7_000_000_001, "a", "main"), (7_000_500_000, "a", "main"), (8_123_456_789, "a", "run"));
        JsonElement profile = Write(ProfileSlice.Of(store));
        JsonElement samples = profile.GetProperty("threads")[0].GetProperty("samples");
        Assert.Equal(["0.000001", "0.5", "1123.456789"], samples.GetProperty("time").EnumerateArray().Select(time => time.GetRawText()));
        Assert.Equal(7_000_000_000, profile.GetProperty("meta").GetProperty("startTimeAsClockMonotonicNanosecondsSinceBoot").GetInt64());
    }

    private static JsonElement Write(ProfileSlice slice) => JsonDocument.Parse(new FirefoxExporter().ExportToString(slice)).RootElement;

    private static void Check(JsonElement profile)
    {
        JsonElement meta = profile.GetProperty("meta");
        Assert.Equal(70, meta.GetProperty("preprocessedProfileVersion").GetInt32());
        Assert.Contains(meta.GetProperty("categories").EnumerateArray(), category => category.GetProperty("color").GetString() == "grey");
        JsonElement shared = profile.GetProperty("shared");
        int strings = shared.GetProperty("stringArray").GetArrayLength();
        int stacks = LengthOf(shared.GetProperty("stackTable"));
        int frames = LengthOf(shared.GetProperty("frameTable"));
        int functions = LengthOf(shared.GetProperty("funcTable"));
        int resources = LengthOf(shared.GetProperty("resourceTable"));
        int sources = LengthOf(shared.GetProperty("sources"));
        LengthOf(shared.GetProperty("nativeSymbols"));
        LengthOf(shared.GetProperty("sourceLocationTable"));
        RequirePlaces(shared, "stackTable", "frame", 0, frames);
        RequirePlaces(shared, "frameTable", "func", 0, functions);
        RequirePlaces(shared, "frameTable", "lib", -1, profile.GetProperty("libs").GetArrayLength());
        RequirePlaces(shared, "frameTable", "category", 0, meta.GetProperty("categories").GetArrayLength());
        RequirePlaces(shared, "funcTable", "name", 0, strings);
        RequirePlaces(shared, "funcTable", "resource", -1, resources);
        RequirePlaces(shared, "funcTable", "source", 0, sources);
        RequirePlaces(shared, "resourceTable", "name", 0, strings);
        RequirePlaces(shared, "sources", "filename", 0, strings);
        foreach ((int row, JsonElement offset) in shared.GetProperty("stackTable").GetProperty("prefixOffset").EnumerateArray().Index())
        {
            Assert.InRange(offset.GetInt32(), 0, row);
        }

        Assert.NotEmpty(profile.GetProperty("threads").EnumerateArray());
        HashSet<string> tids = [];
        foreach (JsonElement thread in profile.GetProperty("threads").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.String, thread.GetProperty("pid").ValueKind);
            Assert.True(tids.Add(thread.GetProperty("tid").ToString()), "a tid twice");
            LengthOf(thread.GetProperty("samples"));
            LengthOf(thread.GetProperty("markers"));
            RequirePlaces(thread, "samples", "stack", 0, stacks);
            RequirePlaces(thread, "markers", "name", 0, strings);
            double before = double.MinValue;
            foreach (JsonElement time in thread.GetProperty("samples").GetProperty("time").EnumerateArray())
            {
                Assert.True(time.GetDouble() >= before, "times that go back");
                before = time.GetDouble();
            }
        }
    }

    private static int LengthOf(JsonElement table)
    {
        int length = table.GetProperty("length").GetInt32();
        Assert.All(table.EnumerateObject().Where(column => column.Value.ValueKind == JsonValueKind.Array), column => Assert.Equal(length, column.Value.GetArrayLength()));
        return length;
    }

    private static void RequirePlaces(JsonElement owner, string table, string column, int least, int end) =>
        Assert.All(
            owner.GetProperty(table).GetProperty(column).EnumerateArray().Where(place => place.ValueKind != JsonValueKind.Null),
            place => Assert.InRange(place.GetInt32(), least, end - 1));
}
