using System.Text.Json;
using FlameScope.AspNetCore.Api;
using FlameScope.AspNetCore.Cache;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>What is refused before anything is done.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("api/profiles", "cross-site", 403)]
    [InlineData("api/flame?profile=orders.perf.gz", "cross-site", 403)]
    [InlineData("api/nothing", "cross-site", 403)]
    [InlineData("profile/", "cross-site", 403)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz", "Cross-Site", 403)]
    [InlineData("api/profiles", "same-origin", 200)]
    [InlineData("api/profiles", "none", 200)]
    [InlineData("profile/", "same-origin", 200)]
    [InlineData("", "cross-site", 200)]
    public async Task Pages_of_other_sites_may_link_to_the_page_and_not_use_the_API(string path, string site, int status)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", site);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("api/flame?profile=orders.perf.gz&form=1", "Did you mean 'from'?")]
    [InlineData("api/flame?profile=orders.perf.gz&comand=java", "Did you mean 'command'?")]
    [InlineData("api/flame?profile=orders.perf.gz&zzzzzz=java", "There are: profile,")]
    [InlineData("api/profiles?limt=1", "Did you mean 'limit'?")]
    [InlineData("api/info?proflie=orders.perf.gz", "Did you mean 'profile'?")]
    [InlineData("api/progress?name=orders.perf.gz", "There are: profile")]
    [InlineData("api/export?profile=orders.perf.gz&view=flame&fromat=svg", "Did you mean 'format'?")]
    public async Task A_misspelt_parameter_is_refused_by_name(string path, string told)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        JsonElement problem = await app.GetProblemAsync(path, 400);
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_of_other_clients_ignore_parameters_that_they_do_not_know()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        await app.GetJsonAsync("flamegraph/?type=perf&filename=orders.perf.gz&flavor=standard&something=else");
        await app.GetJsonAsync("profile/?something=else");
    }

    [Theory]
    [InlineData("heatmap?weight=bogus")]
    [InlineData("heatmap?rows=x")]
    [InlineData("heatmap?column=x")]
    [InlineData("heatmap?rowsBy=x")]
    [InlineData("flame?from=x")]
    [InlineData("flame?frame=/(/")]
    [InlineData("flame?hide=/(/")]
    [InlineData("flame?least=x")]
    [InlineData("top?limit=0")]
    [InlineData("top?count=x")]
    [InlineData("findings?most=x")]
    [InlineData("findings?limit=x")]
    [InlineData("sandwich?of=a&side=x")]
    [InlineData("diff?baseFrom=x")]
    [InlineData("diff?ran=x")]
    [InlineData("export?view=flame&format=exe")]
    [InlineData("export?view=x&format=svg")]
    [InlineData("export?view=heatmap&format=svg&rows=x")]
    public async Task A_request_is_checked_before_its_profile_is_loaded(string view)
    {
        // Loading fails, with another status than a parameter.
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [new BrokenFormat()] });
        await app.GetProblemAsync($"api/{view}&profile=orders.perf.gz", 400);
    }

    [Theory]
    [InlineData("api/profiles")]
    [InlineData("api/flame?profile=orders.perf.gz")]
    [InlineData("api/export?profile=orders.perf.gz&view=flame&format=svg")]
    [InlineData("")]
    [InlineData("profile/")]
    [InlineData("openapi/flamescope.json")]
    public async Task HEAD_answers_like_GET_without_a_body(string path)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Head, path);
        using HttpResponseMessage head = await app.Client.SendAsync(request);
        using HttpResponseMessage get = await app.Client.GetAsync(path);
        Assert.Equal(200, (int)head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("api/profiles?limit=1", "profiles", 1)]
    [InlineData("api/top?profile=orders.perf.gz&limit=3", "rows", 3)]
    [InlineData("api/top?profile=orders.perf.gz&count=4", "rows", 4)]
    [InlineData("api/findings?profile=orders.perf.gz&limit=1", "findings", 1)]
    public async Task A_limit_is_a_limit_everywhere(string path, string member, int rows)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(["orders.perf.gz", "segstore.perf.gz"]);
        Assert.Equal(rows, (await app.GetJsonAsync(path)).GetProperty(member).GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_have_its_turn_soon_is_told_at_once_to_come_back()
    {
        using ViewGate gate = new(1, 1, TimeSpan.FromMinutes(1));
        ViewGate.Turn first = await gate.EnterAsync(CancellationToken.None);
        Task<ViewGate.Turn> second = gate.EnterAsync(CancellationToken.None).AsTask();
        await Assert.ThrowsAsync<ServerBusyException>(() => gate.EnterAsync(CancellationToken.None).AsTask());
        first.Dispose();
        (await second).Dispose();
        (await gate.EnterAsync(CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task Nobody_waits_for_a_turn_longer_than_the_limit()
    {
        using ViewGate gate = new(1, 10, TimeSpan.FromMilliseconds(1));
        using ViewGate.Turn first = await gate.EnterAsync(CancellationToken.None);
        await Assert.ThrowsAsync<ServerBusyException>(() => gate.EnterAsync(CancellationToken.None).AsTask());
    }
}
