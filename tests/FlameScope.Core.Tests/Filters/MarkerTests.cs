using FlameScope.Formats;

namespace FlameScope.Core.Tests.Filters;

/// <summary>Markers belong to the ranges that they overlap, go by their thread, and are never samples.</summary>
public sealed class MarkerTests
{
    [Fact]
    public void Markers_come_by_their_start_and_are_no_samples()
    {
        SampleStore store = Store();
        Assert.Equal(["deploy", "gc", "late"], NamesOf(store));
        Assert.Equal((2, 2L), (store.Count, FlameTree.Create(store).Coverage.Samples));
        Assert.Equal(3, ProfileSummary.From(store).Markers);
    }

    [Theory]
    [InlineData(0, 100, "deploy gc late")]
    [InlineData(10, 11, "deploy")]
    [InlineData(11, 20, "")]
    [InlineData(0, 10, "")]
    [InlineData(20, 21, "gc")]
    [InlineData(29, 30, "gc")]
    [InlineData(30, 90, "")]
    [InlineData(25, 25, "")]
    [InlineData(10, 10, "")]
    public void A_marker_is_in_the_ranges_that_it_overlaps(long start, long end, string names) =>
        Assert.Equal(names, string.Join(' ', NamesOf(Store().Slice(new TimeRange(start, end)))));

    [Fact]
    public void A_marker_is_listed_once_however_many_ranges_it_overlaps() =>
        Assert.Equal(["gc"], NamesOf(Store().Slice([new TimeRange(20, 22), new TimeRange(25, 27)])));

    [Fact]
    public void Filters_go_by_the_markers_thread_and_leave_those_without_one()
    {
        SampleStore store = Store();
        Assert.Equal(["deploy", "gc"], NamesOf(store.Where(SampleCondition.Command("app"))));
        Assert.Equal(["deploy", "late"], NamesOf(store.Where(!SampleCondition.Command("app"))));
        Assert.Equal(["deploy", "late"], NamesOf(store.Where(SampleCondition.Thread(2))));
        Assert.Equal(["deploy", "gc"], NamesOf(store.Where(SampleCondition.Process(1) & SampleCondition.Thread(1))));
        Assert.Equal(["deploy", "gc", "late"], NamesOf(store.Where(SampleCondition.Thread(1) | SampleCondition.Thread(2))));
        Assert.Equal(["deploy", "gc", "late"], NamesOf(store.Where(SampleCondition.Cpu(9))));
        Assert.Equal(["gc"], NamesOf(store.Where(SampleCondition.During(new TimeRange(15, 40)))));
    }

    [Fact]
    public void A_heat_map_has_the_markers_of_its_slice_with_their_texts()
    {
        NamedMarker marker = Assert.Single(HeatMap.Create(Store().Slice(new TimeRange(15, 40))).Markers);
        Assert.Equal(new NamedMarker(new TimeRange(20, 30), "gc", "pause", "app-1", "gen 2"), marker);
    }

    [Fact]
    public void Markers_of_what_was_never_added_are_refused()
    {
        SampleStoreBuilder builder = new();
        StringId name = builder.AddString("x"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMarker(new Marker(default, name) { Thread = new ThreadId(0) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMarker(new Marker(default, new StringId(9))));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMarker(new Marker(default, name) { Kind = new StringId(9) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMarker(new Marker(default, name) { Text = new StringId(9) }));
        Assert.True(builder.Build().Markers.IsEmpty);
    }

    private static string[] NamesOf(ProfileSlice slice) => [.. slice.Markers.Select(marker => slice.Profile.Strings.GetString(marker.Name))];

    private static SampleStore Store()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "app", "main", thread: 1, process: 1);
        builder.Add(95, "other", "main", thread: 2, process: 2);
        ThreadId app = builder.AddThread("app"u8, 1, 1);
        ThreadId other = builder.AddThread("other"u8, 2, 2);
        builder.AddMarker(new Marker(new TimeRange(90, 90), builder.AddString("late"u8)) { Thread = other });
        builder.AddMarker(new Marker(new TimeRange(20, 30), builder.AddString("gc"u8))
        {
            Thread = app,
            Kind = builder.AddString("pause"u8),
            Text = builder.AddString("gen 2"u8),
        });
        builder.AddMarker(new Marker(new TimeRange(10, 10), builder.AddString("deploy"u8)));
        return builder.Build();
    }
}
