using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Filters have the command's rules: what is said twice widens, what is excluded is left out.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private const string Orders = "profile=orders.perf.gz";
    private readonly SampleStore _store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = ProfileFormats.Default.Add(new WaitingFormat()) });
        await File.WriteAllTextAsync(_app.Folder.PathOf("waits.txt"), WaitingFormat.Head);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("command", "excludeCommand", "http-nio")]
    [InlineData("command", "excludeCommand", "=Index Rebuilder")]
    [InlineData("frame", "excludeFrame", "leaf:/^_/")]
    [InlineData("frame", "excludeFrame", "module:libjvm")]
    public async Task What_is_shown_and_what_is_excluded_add_up_to_everything(string shown, string excluded, string pattern)
    {
        long all = await TotalAsync(Orders);
        long fitting = await TotalAsync($"{Orders}&{shown}={Uri.EscapeDataString(pattern)}");
        Assert.InRange(fitting, 1, all - 1);
        Assert.Equal(all - fitting, await TotalAsync($"{Orders}&{excluded}={Uri.EscapeDataString(pattern)}"));
    }

    [Fact]
    public async Task Threads_and_processes_are_excluded_by_their_ids()
    {
        int tid = _store.ThreadTable.ToArray().First(thread => _store.Strings.GetString(thread.Command) == "Index Rebuilder").Tid;
        SampleCondition thread = SampleCondition.Thread(tid);
        Assert.Equal(TotalOf(!thread), await TotalAsync($"{Orders}&excludeThread={tid}"));
        Assert.Equal(TotalOf(thread), await TotalAsync($"{Orders}&thread={tid}"));
        Assert.Equal(TotalOf(!SampleCondition.Process(-1)), await TotalAsync($"{Orders}&excludeProcess=-1"));
        Assert.NotEqual(TotalOf(thread), TotalOf(!thread));
    }

    [Fact]
    public async Task A_filter_that_is_there_twice_widens_and_another_one_narrows()
    {
        long http = await TotalAsync($"{Orders}&command=http-nio");
        long index = await TotalAsync($"{Orders}&command=%3DIndex Rebuilder");
        Assert.Equal(http + index, await TotalAsync($"{Orders}&command=http-nio&command=%3DIndex Rebuilder"));
        Assert.Equal(await TotalAsync(Orders) - http - index, await TotalAsync($"{Orders}&excludeCommand=http-nio&excludeCommand=%3DIndex Rebuilder"));
        Assert.Equal(0, await TotalAsync($"{Orders}&command=http-nio&excludeCommand=http-nio"));
        Assert.Equal(await TotalAsync($"{Orders}&cpu=0-1"), await TotalAsync($"{Orders}&cpu=0&cpu=1"));
    }

    [Theory]
    [InlineData("from=1&from=2", "from: it may be there once")]
    [InlineData("event=a&event=b", "event: it may be there once")]
    [InlineData("comand=x", "Did you mean 'command'?")]
    [InlineData("exclude-command=x", "Did you mean 'excludeCommand'?")]
    [InlineData("rowsBy=comand", "rowsBy: expected offset, cpu, thread, process, command or cgroup, found \"comand\". Did you mean 'command'?")]
    [InlineData("excludeFrame=/(/", "excludeFrame: '/(/' is no pattern")]
    [InlineData("waiting=yes", "waiting: expected 0 or 1")]
    public async Task What_is_misspelt_or_said_twice_is_refused_by_name(string parameters, string reason)
    {
        JsonElement problem = await _app.GetProblemAsync($"api/heatmap?{Orders}&{parameters}", 400);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_filters_than_anyone_types_are_refused() => await _app.GetProblemAsync(
        $"api/top?{Orders}&{string.Join('&', Enumerable.Repeat("frame=a", 51))}", 400);

    [Fact]
    public async Task Names_of_choices_are_read_in_any_case() => Assert.Equal(
        (await _app.GetJsonAsync($"api/heatmap?{Orders}&rowsBy=command")).GetProperty("rowNames").GetRawText(),
        (await _app.GetJsonAsync($"api/heatmap?{Orders}&rowsBy=COMMAND")).GetProperty("rowNames").GetRawText());

    [Fact]
    public async Task Threads_that_waited_are_shown_on_request_and_counted_always()
    {
        JsonElement plain = await _app.GetJsonAsync("api/top?profile=waits.txt&weight=count");
        Assert.Equal(1, plain.GetProperty("total").GetInt64());
        Assert.Equal(2, plain.GetProperty("coverage").GetProperty("waiting").GetInt64());
        JsonElement all = await _app.GetJsonAsync("api/top?profile=waits.txt&weight=count&waiting=1");
        Assert.Equal(3, all.GetProperty("total").GetInt64());
        Assert.Equal(128, (await _app.GetJsonAsync("api/top?profile=waits.txt&waiting=true")).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Information_tells_units_waiting_samples_and_markers()
    {
        JsonElement info = await _app.GetJsonAsync("api/info?profile=waits.txt");
        Assert.Equal(2, info.GetProperty("waiting").GetInt64());
        Assert.Equal(1, info.GetProperty("markers").GetInt32());
        Assert.Equal(0, info.GetProperty("stackless").GetInt64());
        JsonElement kind = info.GetProperty("events")[0];
        Assert.Equal("bytes", kind.GetProperty("unit").GetString());
        Assert.True(kind.GetProperty("isDefault").GetBoolean());
    }

    private long TotalOf(SampleCondition condition) => FlameTree.Create(_store.Where(condition)).Total;

    private async Task<long> TotalAsync(string query)
    {
        long total = (await _app.GetJsonAsync($"api/flame?{query}")).GetProperty("total").GetInt64();
        Assert.Equal(total, (await _app.GetJsonAsync($"api/top?{query}")).GetProperty("total").GetInt64());
        return total;
    }
}
