using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Loading;

public sealed class MarkerFileTests
{
    private const long Second = 1_000_000_000;

    // Time 0 of the clock is 2026-11-22 18:25:00 UTC.
    private static readonly long Epoch = (long)(new DateTimeOffset(2026, 11, 22, 18, 25, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).TotalSeconds * Second;

    [Theory]
    [InlineData("time,duration,name,kind\n7.2,0.3,deploy,ops\n19:42:21,,\"GC, full\",gc\n")]
    [InlineData("\uFEFFTime, Duration, Name, Kind\r\n\r\n7.2, 0.3, deploy, ops\r\n@4641,,\"GC, full\",gc")]
    [InlineData("kind,name,time,duration\nops,deploy,@4632.2,.3\ngc,\"GC, full\",2026-11-22T19:42:21Z,0\n")]
    [InlineData("""[{"time":7.2,"duration":0.3,"name":"deploy","kind":"ops"},{"time":"19:42:21","duration":null,"name":"GC, full","kind":"gc"}]""")]
    [InlineData(""" [ {"kind":"ops","name":"deploy","duration":"0.3","time":"7.200"}, {"time":"@4641","name":"GC, full","kind":"gc"} ] """)]
    public void Markers_are_read_from_CSV_and_JSON(string text)
    {
        IReadOnlyList<NamedMarker> markers = Read(text);
        Assert.Equal(
            [
                new NamedMarker(new TimeRange(4632 * Second + 200_000_000, 4632 * Second + 500_000_000), "deploy", "ops", null, ""),
                new NamedMarker(new TimeRange(4641 * Second, 4641 * Second), "GC, full", "gc", null, ""),
            ],
            markers);
    }

    [Fact]
    public void The_kind_may_be_missing_and_a_name_may_have_quotes_and_line_ends()
    {
        Assert.Equal(["a \"b\"\nc", "d"], Read("time,duration,name\n1,,\"a \"\"b\"\"\nc\"\n2,,d\n").Select(marker => marker.Name));
        Assert.Equal("", Read("time,name\n1,x\n")[0].Kind);
        Assert.Empty(Read("time,duration,name\n"));
        Assert.Empty(Read("[]"));
    }

    [Theory]
    [InlineData("", "is empty: expected the header time,duration,name")]
    [InlineData("7.2,0.3,deploy\n", "line 1: expected the header time,duration,name")]
    [InlineData("time,duration,name,color\n", "line 1: expected the header")]
    [InlineData("time,duration,name\n1,2\n", "line 2: expected 3 fields (time,duration,name), found 2.")]
    [InlineData("time,duration,name\n1,,\"a\nb\"\nyesterday,,x\n", "line 4: 'yesterday' is no time: expected seconds such as 7.2")]
    [InlineData("time,duration,name\n1,long,x\n", "line 2: 'long' is no duration: expected seconds such as 0.25")]
    [InlineData("time,duration,name\n1,,\n", "line 2: the marker has no name.")]
    [InlineData("time,duration,name\n1,,\"x\n", "line 2: a quoted field does not end.")]
    [InlineData("{}", "is no array: expected an array of objects")]
    [InlineData("[7]", "marker 1: expected an array of objects")]
    [InlineData("[{\"time\":1,\"name\":\"x\"},{\"time\":1e3,\"name\":\"x\"}]", "marker 2: '1e3' is no time")]
    [InlineData("[{\"time\":1,\"name\":\"x\",\"colour\":\"red\"}]", "marker 1: there is no member 'colour'")]
    [InlineData("[{\"time\":1,\"name\":7}]", "marker 1: 'name' is no text")]
    [InlineData("[\n{\"time\":1,\n", "the list of markers is no JSON")]
    public void What_is_no_list_of_markers_says_where_and_what_was_expected(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<ProfileFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_store_with_markers_has_the_same_samples_and_all_markers_by_start()
    {
        SampleStoreBuilder builder = new() { Header = new ProfileHeader { ClockEpochNanoseconds = Epoch } };
        builder.Add(4625 * Second, "java", "main;run");
        builder.Add(4655 * Second, "java", "main");
        builder.AddMarker(new Marker(new TimeRange(4630 * Second, 4630 * Second), builder.AddString("lost"u8)));
        SampleStore store = builder.Build();

        SampleStore marked = store.WithMarkers(
        [
            .. MarkerFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("time,duration,name,kind\n9,,b,k\n3,1,a,k\n9,,b,k\n")), store),
            new NamedMarker(new TimeRange(4640 * Second, 4640 * Second), "own", "", "java-7", "why"),
        ]);

        Assert.Equal(Stores.Describe(store), Stores.Describe(marked));
        Assert.Equal(store.Origin, marked.Origin);
        Assert.Single(store.Markers.ToArray());
        NamedMarker[] all = [.. marked.Markers.ToArray().Select(marker => NamedMarker.From(marked, marker))];
        Assert.Equal(["a", "lost", "b", "b", "own"], all.Select(marker => marker.Name));
        Assert.Equal("java-7", all[^1].Thread);
        Assert.Equal("why", all[^1].Text);
        Assert.Same(store.Strings, store.WithMarkers([]).Strings);
        Assert.Equal(
            "a", Assert.Single(HeatMap.Create(marked.Slice(new TimeRange(4628 * Second, 4629 * Second))).Markers).Name);
    }

    [Fact]
    public void A_profile_without_a_clock_has_no_place_for_markers() =>
        Assert.Throws<InvalidOperationException>(() => MarkerFile.Read(
            new MemoryStream("time,name\n1,x\n"u8.ToArray()), new SampleStoreBuilder { TimeAxis = TimeAxis.None }.Build()));

    private static IReadOnlyList<NamedMarker> Read(string text)
    {
        SampleStoreBuilder builder = new() { Header = new ProfileHeader { ClockEpochNanoseconds = Epoch } };
        builder.Add(4625 * Second, "java", "main");
        builder.Add(4655 * Second, "java", "main");
        return MarkerFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), builder.Build());
    }
}
