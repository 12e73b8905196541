using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>The API's views are the library's.</summary>
public sealed class ViewTests : IAsyncLifetime
{
    private const string Slice = "profile=orders.perf.gz&from=7.2&to=7.6";
    private readonly SampleStore _store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
    private ExplorerApp _app = null!;

    private TimeRange SliceRange => new(_store.Origin + 7_200_000_000, _store.Origin + 7_600_000_000);

    public async ValueTask InitializeAsync() => _app = await ExplorerApp.StartAsync([ExplorerApp.Orders, "gcpulse.perf.gz", "34-multi-event.txt.gz"]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_heat_map_has_the_cells_of_the_library()
    {
        JsonElement map = await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz&rows=25");
        HeatMap expected = HeatMap.Create(_store, new HeatMapOptions { Rows = 25 });
        Assert.Equal(expected.Values.ToArray(), NumbersOf(map, "values"));
        Assert.Equal(expected.ColumnTotals.ToArray(), NumbersOf(map, "totals"));
        Assert.Equal(expected.Columns, map.GetProperty("columns").GetInt32());
        Assert.Equal(expected.Coverage.Shown, map.GetProperty("coverage").GetProperty("shown").GetInt64());
    }

    [Fact]
    public async Task Rows_are_the_sampling_frequency_by_default() =>
        Assert.Equal(99, (await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz")).GetProperty("rows").GetInt32());

    [Fact]
    public async Task A_flame_tree_has_the_nodes_of_the_library_in_their_order()
    {
        JsonElement view = await _app.GetJsonAsync($"api/flame?{Slice}");
        FlameTree tree = FlameTree.Create(_store.Slice(SliceRange));
        Assert.Equal(tree.TotalValues.ToArray(), NumbersOf(view, "total"));
        Assert.Equal(tree.SelfValues.ToArray(), NumbersOf(view, "self"));
        Assert.Equal(tree.Depths.ToArray().Select(depth => (long)depth), NumbersOf(view, "depth"));
        Assert.Equal(Enumerable.Range(0, tree.Count).Select(node => tree[node].NameText), NamesOf(view));
    }

    [Fact]
    public async Task Frames_too_narrow_to_be_seen_can_be_left_to_one_called_other()
    {
        JsonElement view = await _app.GetJsonAsync("api/flame?profile=orders.perf.gz&least=0.05");
        FlameTree tree = FlameTree.Create(_store, new FlameTreeOptions { MinShare = 0.05 });
        Assert.Equal(tree.TotalValues.ToArray(), NumbersOf(view, "total"));
        Assert.Contains("other", NamesOf(view));
        Assert.True(tree.Count < FlameTree.Create(_store).Count);
    }

    [Fact]
    public async Task Columns_as_bytes_are_the_columns_as_JSON()
    {
        JsonElement json = await _app.GetJsonAsync($"api/flame?{Slice}");
        using HttpRequestMessage request = new(HttpMethod.Get, $"api/flame?{Slice}");
        request.Headers.Add("Accept", "application/vnd.flamescope.columns");
        using HttpResponseMessage response = await _app.Client.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        int length = BitConverter.ToInt32(body);
        JsonElement head = JsonDocument.Parse(body.AsMemory(4, length)).RootElement;
        int start = (4 + length + 7) / 8 * 8;
        foreach (JsonProperty column in head.GetProperty("data").EnumerateObject())
        {
            int offset = start + column.Value.GetProperty("offset").GetInt32();
            int count = column.Value.GetProperty("count").GetInt32();
            string type = column.Value.GetProperty("type").GetString()!;
            IEnumerable<long> values = Enumerable.Range(0, count).Select(i => type switch
            {
                "u8" => body[offset + i],
                "u16" => BitConverter.ToUInt16(body, offset + (2 * i)),
                "i32" => BitConverter.ToInt32(body, offset + (4 * i)),
                _ => (long)BitConverter.ToDouble(body, offset + (8 * i)),
            });
            Assert.Equal(NumbersOf(json, column.Name), values);
        }
    }

    [Fact]
    public async Task Every_view_obeys_the_filters()
    {
        const string Filtered = "profile=orders.perf.gz&command=Index%20Rebuilder&frame=Interpreter";
        SampleFilter expected = new() { Where = SampleCondition.Command("Index Rebuilder") & SampleCondition.Frame(FramePattern.Parse("Interpreter")) };
        long shown = FlameTree.Create(_store.Where(expected)).Total;
        Assert.True(shown > 0);
        foreach (string view in (string[])["heatmap", "flame", "top"])
        {
            JsonElement answer = await _app.GetJsonAsync($"api/{view}?{Filtered}");
            Assert.Equal(shown, answer.GetProperty("coverage").GetProperty("shown").GetInt64());
        }
    }

    [Theory]
    [InlineData("frame=leaf:Interpreter")]
    [InlineData("frame=root:start_thread")]
    [InlineData("frame=leaf:module:libjvm")]
    [InlineData("frame=/^java/i")]
    [InlineData("command=http-nio")]
    [InlineData("command==http-nio")]
    [InlineData("command=/^Index/")]
    [InlineData("cpu=0-1")]
    [InlineData("cpu=0,1")]
    public async Task Filters_are_read_by_the_rules_of_the_library(string text)
    {
        (string name, string value) = (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        SampleCondition condition = name switch
        {
            "frame" => FilterText.ParseFrame(value),
            "command" => FilterText.ParseCommand(value),
            _ => FilterText.ParseCpus(value),
        };
        JsonElement answer = await _app.GetJsonAsync($"api/top?profile=orders.perf.gz&{name}={Uri.EscapeDataString(value)}");
        Assert.Equal(TopTable.Create(_store.Where(condition)).Total, answer.GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData(".5", "2.5")]
    [InlineData("19:42:16", "19:42:18")]
    [InlineData("2026-11-22T19:42:16Z", "2026-11-22T19:42:18.5")]
    public async Task Times_are_read_by_the_rules_of_the_library(string from, string to)
    {
        TimeRange? range = _store.RangeOf(ProfileTime.Parse(from), ProfileTime.Parse(to));
        JsonElement answer = await _app.GetJsonAsync($"api/top?profile=orders.perf.gz&from={from}&to={to}");
        Assert.Equal(TopTable.Create(_store.Slice(range)).Total, answer.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_slice_outside_the_recording_says_where_the_recording_is() => Assert.Contains(
        "lies outside the recording",
        (await _app.GetProblemAsync("api/flame?profile=orders.perf.gz&from=9000&to=9001", 400)).GetProperty("detail").GetString(),
        StringComparison.Ordinal);

    [Fact]
    public async Task Idle_and_other_events_are_shown_on_request()
    {
        Assert.Equal(3615, (await _app.GetJsonAsync("api/flame?profile=orders.perf.gz&idle=1")).GetProperty("total").GetInt64());
        JsonElement info = await _app.GetJsonAsync("api/info?profile=34-multi-event.txt.gz");
        JsonElement other = info.GetProperty("events")[1];
        JsonElement tree = await _app.GetJsonAsync($"api/flame?profile=34-multi-event.txt.gz&idle=1&event={other.GetProperty("name").GetString()}");
        Assert.Equal(other.GetProperty("samples").GetInt64(), tree.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_difference_has_both_sides_and_every_node_of_either()
    {
        JsonElement view = await _app.GetJsonAsync($"api/diff?{Slice}&baseFrom=5&baseTo=7");
        FlameTree baseline = FlameTree.Create(_store.Slice(new TimeRange(_store.Origin + 5_000_000_000, _store.Origin + 7_000_000_000)));
        FlameDiff diff = FlameDiff.Create(baseline, FlameTree.Create(_store.Slice(SliceRange)));
        Assert.Equal(diff.ExaminedTotal.ToArray(), NumbersOf(view, "total"));
        Assert.Equal(diff.BaselineTotal.ToArray(), NumbersOf(view, "baseTotal"));
        Assert.Equal(diff.BaselineSelf.ToArray(), NumbersOf(view, "baseSelf"));
        Assert.Equal(Enumerable.Range(0, diff.Count).Select(node => diff.IsSignificant(node) ? 1L : 0), NumbersOf(view, "significant"));
        Assert.Equal(
            Enumerable.Range(0, diff.Count).Select(node => (float)diff.AdjustedPValue(node)),
            view.GetProperty("data").GetProperty("chance").EnumerateArray().Select(value => value.GetSingle()));
    }

    [Theory]
    [InlineData("baseFrom=5,5&baseTo=7,7", "baseFrom=5&baseTo=7")]
    [InlineData("baseFrom=6,5&baseTo=8,7", "baseFrom=5&baseTo=8")]
    [InlineData("baseFrom=5,6&baseTo=6,7", "baseFrom=5&baseTo=7")]
    public async Task Parts_of_a_baseline_that_overlap_count_once(string parts, string whole) => Assert.Equal(
        (await _app.GetJsonAsync($"api/diff?{Slice}&{whole}")).GetProperty("baseTotal").GetInt64(),
        (await _app.GetJsonAsync($"api/diff?{Slice}&{parts}")).GetProperty("baseTotal").GetInt64());

    [Fact]
    public async Task A_view_of_a_file_that_has_changed_is_refused_where_its_version_was_told()
    {
        string version = (await _app.GetJsonAsync("api/info?profile=orders.perf.gz")).GetProperty("version").GetString()!;
        string request = $"api/flame?profile=orders.perf.gz&version={version}";
        await _app.GetJsonAsync(request);
        File.SetLastWriteTimeUtc(_app.Folder.PathOf("orders.perf.gz"), DateTime.UtcNow.AddMinutes(1));
        await _app.GetProblemAsync(request, 409);
        await _app.GetProblemAsync($"api/diff?{Slice}&baseFrom=1&baseTo=2&version={version}", 409);
    }

    [Theory]
    [InlineData("baseFrom=1,2&baseTo=3")]
    [InlineData("baseFrom=1,x&baseTo=3,4")]
    [InlineData("baseFrom=1,&baseTo=3,")]
    public async Task A_baseline_whose_parts_do_not_fit_is_refused(string parts) =>
        await _app.GetProblemAsync($"api/diff?{Slice}&{parts}", 400);

    [Fact]
    public async Task Samples_are_weighed_by_their_period_on_request()
    {
        JsonElement info = await _app.GetJsonAsync("api/info?profile=orders.perf.gz");
        Assert.True(info.GetProperty("hasPeriods").GetBoolean());
        foreach (string view in (string[])["heatmap", "flame"])
        {
            JsonElement answer = await _app.GetJsonAsync($"api/{view}?profile=orders.perf.gz&weight=period");
            Assert.Equal("ns", answer.GetProperty("unit").GetString());
        }

        JsonElement tree = await _app.GetJsonAsync("api/flame?profile=orders.perf.gz&weight=period");
        Assert.Equal(
            FlameTree.Create(ProfileSlice.Of(_store).WeighedBy(SampleWeight.Value)).TotalValues.ToArray(), NumbersOf(tree, "total"));
    }

    [Fact]
    public async Task Two_profiles_are_compared()
    {
        JsonElement view = await _app.GetJsonAsync("api/diff?profile=orders.perf.gz&baseProfile=gcpulse.perf.gz");
        Assert.Equal(1189, NumbersOf(view, "total")[0]);
        Assert.Equal(4695, NumbersOf(view, "baseTotal")[0]);
    }

    [Fact]
    public async Task What_is_only_in_the_baseline_is_elided()
    {
        JsonElement view = await _app.GetJsonAsync($"api/elided?{Slice}&baseFrom=5&baseTo=7");
        FlameTree baseline = FlameTree.Create(_store.Slice(new TimeRange(_store.Origin + 5_000_000_000, _store.Origin + 7_000_000_000)));
        Assert.Equal(FlameDiff.Create(baseline, FlameTree.Create(_store.Slice(SliceRange))).Elided().TotalValues.ToArray(), NumbersOf(view, "total"));
    }

    [Fact]
    public async Task One_function_is_seen_from_both_sides()
    {
        Sandwich expected = Sandwich.From(FlameTree.Create(_store.Slice(SliceRange)), "Interpreter");
        Assert.Equal(expected.Callers.TotalValues.ToArray(), NumbersOf(await _app.GetJsonAsync($"api/sandwich?{Slice}&of=Interpreter&side=callers"), "total"));
        Assert.Equal(expected.Callees.TotalValues.ToArray(), NumbersOf(await _app.GetJsonAsync($"api/sandwich?{Slice}&of=Interpreter&side=callees"), "total"));
    }

    [Fact]
    public async Task Top_functions_come_by_what_they_ran_themselves()
    {
        JsonElement top = await _app.GetJsonAsync($"api/top?{Slice}&count=2");
        Assert.Equal(
            TopTable.Create(_store.Slice(SliceRange)).Rows.Take(2).Select(row => (row.Name, row.Self)),
            top.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("name").GetString()!, row.GetProperty("self").GetInt64())));
    }

    [Theory]
    [InlineData("heatmap", "svg", "image/svg+xml", "<svg")]
    [InlineData("heatmap", "json", "application/json", "flamescope.heatmap")]
    [InlineData("flame", "svg", "image/svg+xml", "<svg")]
    [InlineData("flame", "json", "application/json", "flamescope.flametree")]
    [InlineData("flame", "folded", "text/plain", "start_thread;")]
    [InlineData("flame", "speedscope", "application/json", "speedscope.app")]
    [InlineData("diff", "svg", "image/svg+xml", "Index Rebuilder")]
    [InlineData("diff", "json", "application/json", "flamescope.flamediff")]
    [InlineData("diff", "folded", "text/plain", " 0 1\n")]
    public async Task Views_are_exported_as_files_to_keep(string view, string format, string mediaType, string content)
    {
        using HttpResponseMessage response = await _app.Client.GetAsync($"api/export?{Slice}&baseFrom=5&baseTo=7&view={view}&format={format}");
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.StartsWith("orders.perf.gz.", response.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains(content, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static long[] NumbersOf(JsonElement view, string column) =>
        [.. view.GetProperty("data").GetProperty(column).EnumerateArray().Select(value => value.GetInt64())];

    private static IEnumerable<string> NamesOf(JsonElement view)
    {
        string[] names = [.. view.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        return NumbersOf(view, "name").Select(name => names[name]);
    }
}
