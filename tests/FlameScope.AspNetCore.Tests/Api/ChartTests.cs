using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Stack charts, slices of several parts, and the filters of rows: the API's are the library's.</summary>
public sealed class ChartTests : IAsyncLifetime
{
    private readonly SampleStore _store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ExplorerApp.StartAsync([ExplorerApp.Orders, "34-multi-event.txt.gz"]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("", 100, 0)]
    [InlineData("&limit=2", 2, 0)]
    [InlineData("&least=0.01", 100, 4_000_000)]
    public async Task A_chart_has_the_lanes_and_frames_of_the_library(string parameters, int lanes, long least)
    {
        JsonElement view = await _app.GetJsonAsync($"api/chart?profile=orders.perf.gz&from=7.2&to=7.6{parameters}");
        StackChart chart = StackChart.Create(_store.Slice(_store.RangeOfSeconds(7.2, 7.6)), new StackChartOptions { MaxLanes = lanes, MinNanoseconds = least });
        Assert.Equal(chart.Lanes.Select(lane => (lane.Name, lane.Thread, lane.Value, lane.End)), view.GetProperty("lanes").EnumerateArray().Select(lane => (
            lane.GetProperty("name").GetString()!,
            lane.GetProperty("thread").GetInt32(),
            lane.GetProperty("value").GetInt64(),
            lane.GetProperty("end").GetInt32())));
        Assert.Equal(chart.Depths.ToArray().Select(depth => (long)depth), NumbersOf(view, "depth"));
        Assert.Equal(chart.Starts.ToArray().Select(start => start - _store.Origin), NumbersOf(view, "start"));
        Assert.Equal(chart.Ends.ToArray().Select(end => end - _store.Origin), NumbersOf(view, "end"));
        Assert.Equal(chart.Values.ToArray(), NumbersOf(view, "value"));
        string[] names = [.. view.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal(
            Enumerable.Range(0, chart.Count).Select(frame => chart[frame].NameText),
            NumbersOf(view, "name").Select(name => name < 0 ? "other" : names[name]));
        Assert.Equal(chart.ThreadsLeftOut, view.GetProperty("threadsLeftOut").GetInt32());
    }

    [Fact]
    public async Task A_chart_obeys_filters_and_hidden_frames()
    {
        JsonElement view = await _app.GetJsonAsync("api/chart?profile=orders.perf.gz&from=7.2&to=7.6&command=%3DIndex%20Rebuilder&hide=%3Dstart_thread");
        Assert.Equal("Index Rebuilder", Assert.Single(view.GetProperty("lanes").EnumerateArray()).GetProperty("name").GetString());
        Assert.DoesNotContain("start_thread", view.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("least=2", "least")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("hide=%2F(%2F", "hide")]
    public async Task What_makes_no_sense_is_refused_by_name(string parameter, string name)
    {
        JsonElement problem = await _app.GetProblemAsync($"api/chart?profile=orders.perf.gz&{parameter}", 400);
        Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("svg", "<svg")]
    [InlineData("json", "{\"schema\":\"flamescope.stackchart\"")]
    public async Task A_chart_is_a_file_as_well(string format, string start)
    {
        string text = await _app.Client.GetStringAsync(new Uri($"api/export?profile=orders.perf.gz&from=7.2&to=7.6&view=chart&format={format}", UriKind.Relative));
        Assert.StartsWith(start, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slice_of_several_parts_has_the_samples_of_all_of_them()
    {
        JsonElement view = await _app.GetJsonAsync("api/flame?profile=orders.perf.gz&from=3.3,7.2&to=3.5,7.6");
        FlameTree tree = FlameTree.Create(_store.Slice([_store.RangeOfSeconds(3.3, 3.5), _store.RangeOfSeconds(7.2, 7.6)]));
        Assert.Equal(tree.TotalValues.ToArray(), NumbersOf(view, "total"));
        JsonElement findings = await _app.GetJsonAsync("api/findings?profile=orders.perf.gz&from=0.7,1.5&to=0.8,1.6");
        Assert.Equal(0, findings.GetProperty("findings").GetArrayLength());
        await _app.GetProblemAsync("api/flame?profile=orders.perf.gz&from=3,7&to=4", 400);
        await _app.GetProblemAsync("api/flame?profile=orders.perf.gz&from=3,&to=4,5", 400);
    }

    [Theory]
    [InlineData("34-multi-event.txt.gz", "thread")]
    [InlineData("34-multi-event.txt.gz", "command")]
    [InlineData("34-multi-event.txt.gz", "process")]
    [InlineData("orders.perf.gz", "cpu")]
    [InlineData("orders.perf.gz", "command")]
    public async Task Every_row_with_a_name_tells_the_parameters_that_leave_its_samples(string profile, string layout)
    {
        JsonElement map = await _app.GetJsonAsync($"api/heatmap?profile={profile}&rowsBy={layout}&column=1");
        long[] cells = NumbersOf(map, "values");
        int rows = map.GetProperty("rows").GetInt32();
        JsonElement[] filters = [.. map.GetProperty("rowFilters").EnumerateArray()];
        Assert.Equal(rows, filters.Length);
        for (int row = 0; row < rows; row++)
        {
            string query = string.Join('&', filters[row].EnumerateObject().Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value.GetString()!)}"));
            JsonElement tree = await _app.GetJsonAsync($"api/flame?profile={profile}&{query}");
            Assert.Equal(cells.Where((_, cell) => cell % rows == row).Sum(), tree.GetProperty("total").GetInt64());
        }
    }

    [Fact]
    public async Task A_row_that_nothing_can_ask_for_has_no_filter()
    {
        // This text names no CPUs.
        JsonElement map = await _app.GetJsonAsync("api/heatmap?profile=34-multi-event.txt.gz&rowsBy=cpu");
        Assert.Equal(JsonValueKind.Null, Assert.Single(map.GetProperty("rowFilters").EnumerateArray()).ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&from=5&to=9")]
    [InlineData("&rowsBy=command&limit=3")]
    [InlineData("&rowsBy=cpu")]
    public async Task A_search_tells_what_of_each_cell_it_fits(string parameters)
    {
        JsonElement found = await _app.GetJsonAsync($"api/heatmap?profile=orders.perf.gz&column=1&rows=25{parameters}&match=%2Frebuild%2Fi");
        JsonElement all = await _app.GetJsonAsync($"api/heatmap?profile=orders.perf.gz&column=1&rows=25{parameters}");
        JsonElement filtered = await _app.GetJsonAsync($"api/heatmap?profile=orders.perf.gz&column=1&rows=25{parameters.Replace("limit=3", "limit=100", StringComparison.Ordinal)}&frame=%2Frebuild%2Fi");
        long[] matches = NumbersOf(found, "matches");
        Assert.Equal(NumbersOf(all, "values"), NumbersOf(found, "values"));
        Assert.Equal(NumbersOf(filtered, "totals").Sum(), matches.Sum());
        Assert.NotEqual(0, matches.Sum());
        Assert.All(NumbersOf(found, "values").Zip(matches), cell => Assert.InRange(cell.Second, 0, cell.First));
        if (!parameters.Contains("rowsBy", StringComparison.Ordinal))
        {
            Assert.Equal(NumbersOf(filtered, "values"), matches);
        }
    }

    [Fact]
    public async Task A_search_for_nothing_that_is_there_leaves_every_cell_without_a_match()
    {
        JsonElement found = await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz&column=1&rows=25&match=%3Dnone");
        Assert.All(NumbersOf(found, "matches"), value => Assert.Equal(0, value));
        await _app.GetProblemAsync("api/heatmap?profile=orders.perf.gz&match=%2F(%2F", 400);
    }

    [Theory]
    [InlineData("callers")]
    [InlineData("callees")]
    public async Task A_sandwich_with_a_baseline_is_the_difference_of_both(string side)
    {
        const string Function = "start_thread";
        JsonElement view = await _app.GetJsonAsync($"api/sandwich?profile=orders.perf.gz&from=7.2&to=7.6&baseFrom=5&baseTo=7&of={Function}&side={side}");
        Sandwich examined = Sandwich.From(FlameTree.Create(_store.Slice(_store.RangeOfSeconds(7.2, 7.6))), Function);
        Sandwich baseline = Sandwich.From(FlameTree.Create(_store.Slice(_store.RangeOfSeconds(5, 7))), Function);
        FlameDiff diff = side == "callers" ? FlameDiff.Create(baseline.Callers, examined.Callers) : FlameDiff.Create(baseline.Callees, examined.Callees);
        Assert.Equal(diff.ExaminedTotal.ToArray(), NumbersOf(view, "total"));
        Assert.Equal(diff.BaselineTotal.ToArray(), NumbersOf(view, "baseTotal"));
    }

    [Fact]
    public async Task The_rows_of_offsets_have_no_filters() =>
        Assert.False((await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz")).TryGetProperty("rowFilters", out _));

    private static long[] NumbersOf(JsonElement view, string column) =>
        [.. view.GetProperty("data").GetProperty(column).EnumerateArray().Select(number => number.GetInt64())];
}
