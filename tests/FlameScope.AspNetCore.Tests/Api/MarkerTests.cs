using System.Net.Http.Headers;
using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Markers of one's own, out of a file that is served or was uploaded.</summary>
public sealed class MarkerTests : IAsyncLifetime
{
    private const string Csv = "time,duration,name,kind\n7.2,0.3,deploy,ops\n19:42:25,,note,\n";
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ExplorerApp.StartAsync(configure: options =>
        {
            options.AllowUpload = true;
            options.Load = new LoadOptions { Formats = ProfileFormats.Default.Add(new WaitingFormat()) };
        });
        await File.WriteAllTextAsync(_app.Folder.PathOf("deploys.csv"), Csv);
        await File.WriteAllTextAsync(_app.Folder.PathOf("waits.txt"), WaitingFormat.Head);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Markers_of_a_served_file_are_in_the_heat_map_beside_the_profiles_own()
    {
        JsonElement markers = (await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz&markers=deploys.csv")).GetProperty("markers");
        Assert.Equal(["deploy", "note"], markers.EnumerateArray().Select(marker => marker.GetProperty("name").GetString()));
        Assert.Equal(7_200_000_000, markers[0].GetProperty("start").GetInt64());
        Assert.Equal(7_500_000_000, markers[0].GetProperty("end").GetInt64());
        Assert.Equal("ops", markers[0].GetProperty("kind").GetString());
        Assert.Empty((await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz")).GetProperty("markers").EnumerateArray());
        JsonElement own = (await _app.GetJsonAsync("api/heatmap?profile=waits.txt")).GetProperty("markers")[0];
        Assert.Equal(("GC", "gc", 50_000_000), (own.GetProperty("name").GetString(), own.GetProperty("kind").GetString(), own.GetProperty("start").GetInt64()));
    }

    [Theory]
    [InlineData("view=heatmap&format=json")]
    [InlineData("view=heatmap&format=svg")]
    public async Task Files_have_them_too(string query)
    {
        Assert.Contains("deploy", await _app.Client.GetStringAsync($"api/export?profile=orders.perf.gz&markers=deploys.csv&{query}"), StringComparison.Ordinal);
        Assert.DoesNotContain("deploy", await _app.Client.GetStringAsync($"api/export?profile=orders.perf.gz&{query}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_name_markers_that_begin_with_them()
    {
        SampleStore store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
        Perturbation found = PerturbationFinder.Find(ProfileSlice.Of(store)).First(finding => finding.Occurrences.Length >= 4);
        string rows = string.Concat(found.Occurrences.Select(one => $"@{TimeText.Seconds(one.Start)},0.1,rebuild,job\n"));
        await File.WriteAllTextAsync(_app.Folder.PathOf("jobs.csv"), "time,duration,name,kind\n" + rows);
        string findings = (await _app.GetJsonAsync("api/findings?profile=orders.perf.gz&markers=jobs.csv")).GetRawText();
        Assert.Contains("\"rebuild\"", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("\"rebuild\"", (await _app.GetJsonAsync("api/findings?profile=orders.perf.gz")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_another_one_when_the_file_of_markers_has_changed()
    {
        const string Request = "api/heatmap?profile=orders.perf.gz&markers=deploys.csv";
        using HttpResponseMessage first = await _app.Client.GetAsync(Request);
        Assert.Equal(304, await StatusAsync(first.Headers.ETag!));
        await File.WriteAllTextAsync(_app.Folder.PathOf("deploys.csv"), Csv.Replace("deploy", "change", StringComparison.Ordinal));
        Assert.Equal(200, await StatusAsync(first.Headers.ETag!));

        async Task<int> StatusAsync(EntityTagHeaderValue tag)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, Request);
            request.Headers.IfNoneMatch.Add(tag);
            using HttpResponseMessage response = await _app.Client.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    [Theory]
    [InlineData("time,duration,name\nnoon,,lunch\n", 422, "markers: \"own.csv\": line 2: 'noon' is no time")]
    [InlineData("nothing of the kind\n", 422, "expected the header time,duration,name")]
    [InlineData("", 422, "It has 0 bytes")]
    public async Task A_file_that_is_no_list_of_markers_says_where_and_what_was_expected(string content, int status, string reason)
    {
        await File.WriteAllTextAsync(_app.Folder.PathOf("own.csv"), content);
        JsonElement problem = await _app.GetProblemAsync("api/heatmap?profile=orders.perf.gz&markers=own.csv", status);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.csv")]
    [InlineData("../deploys.csv")]
    [InlineData("/etc/passwd")]
    public async Task Only_files_that_are_served_can_be_named(string name) =>
        await _app.GetProblemAsync($"api/heatmap?profile=orders.perf.gz&markers={Uri.EscapeDataString(name)}", 404);

    [Fact]
    public async Task A_list_of_markers_larger_than_anyone_needs_is_refused()
    {
        await using (FileStream file = File.Create(_app.Folder.PathOf("huge.csv")))
        {
            file.SetLength((16 << 20) + 1);
        }

        await _app.GetProblemAsync("api/heatmap?profile=orders.perf.gz&markers=huge.csv", 422);
    }

    [Theory]
    [InlineData(Csv, 201)]
    [InlineData("""[{"time":7.2,"name":"deploy"}]""", 201)]
    [InlineData("""[{"title":"deploy","at":1}]""", 422)]
    [InlineData("a,b,c\n1,2,3\n", 422)]
    public async Task A_list_of_markers_may_be_uploaded(string content, int status)
    {
        using StringContent body = new(content, new MediaTypeHeaderValue("application/octet-stream"));
        using HttpResponseMessage response = await _app.Client.PostAsync("api/profiles?name=own.csv", body);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 201)
        {
            JsonElement map = await _app.GetJsonAsync("api/heatmap?profile=orders.perf.gz&markers=uploads/own.csv");
            Assert.Equal("deploy", map.GetProperty("markers")[0].GetProperty("name").GetString());
        }
    }
}
