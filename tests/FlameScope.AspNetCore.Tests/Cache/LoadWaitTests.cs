using System.Text.Json;
using FlameScope.Formats;

namespace FlameScope.AspNetCore.Tests.Cache;

/// <summary>Slow files open: a load goes on when a request stops waiting for it.</summary>
public sealed class LoadWaitTests
{
    [Fact]
    public async Task A_view_whose_wait_runs_out_says_how_far_the_load_is_which_goes_on()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format, options => options.MaxLoadWait = TimeSpan.FromMilliseconds(20));
        using HttpResponseMessage first = await app.Client.GetAsync("api/flame?profile=orders.perf.gz");
        Assert.Equal(202, (int)first.StatusCode);
        Assert.Equal("1", first.Headers.GetValues("Retry-After").Single());
        Assert.Null(first.Headers.ETag);
        Assert.True(JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement.TryGetProperty("bytesRead", out _));
        format.GoOn.SetResult();
        Assert.Equal(1189, await TotalAsync(app));
        Assert.Equal(1, format.Loads);
    }

    [Fact]
    public async Task A_load_goes_on_when_the_time_of_its_request_is_over()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format, options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        using HttpResponseMessage response = await app.Client.GetAsync("flamegraph/?type=perf&filename=orders.perf.gz");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.True(response.Headers.Contains("Retry-After"));
        format.GoOn.SetResult();
        Assert.Equal(1189, await TotalAsync(app));
        Assert.Equal(1, format.Loads);
    }

    [Fact]
    public async Task A_client_that_prefers_so_never_waits()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format);
        using HttpResponseMessage first = await AskAsync(app, "api/flame?profile=orders.perf.gz");
        Assert.Equal(202, (int)first.StatusCode);
        Assert.Equal("respond-async", first.Headers.GetValues("Preference-Applied").Single());
        format.GoOn.SetResult();
        Assert.Equal(1189, await TotalAsync(app));
        using HttpResponseMessage there = await AskAsync(app, "api/flame?profile=orders.perf.gz");
        Assert.Equal(200, (int)there.StatusCode);
        Assert.Equal(1, format.Loads);
    }

    [Fact]
    public async Task A_difference_waits_for_its_baseline_in_the_same_way()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format);
        File.Copy(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf("b.gz"));
        using HttpResponseMessage answer = await AskAsync(app, "api/diff?profile=orders.perf.gz&baseProfile=b.gz");
        Assert.Equal(202, (int)answer.StatusCode);
        format.GoOn.SetResult();
    }

    [Fact]
    public async Task A_load_that_failed_while_nobody_waited_tells_the_next_who_asks()
    {
        HeldFormat format = new() { Fails = true };
        await using ExplorerApp app = await StartAsync(format);
        using HttpResponseMessage first = await AskAsync(app, "api/info?profile=orders.perf.gz");
        Assert.Equal(202, (int)first.StatusCode);
        format.GoOn.SetResult();
        int status = 202;
        for (int i = 0; i < 600 && status == 202; i++)
        {
            using HttpResponseMessage again = await AskAsync(app, "api/info?profile=orders.perf.gz");
            status = (int)again.StatusCode;
            await Task.Delay(50);
        }

        Assert.Equal(422, status);
        Assert.Equal(1, format.Loads);
    }

    [Fact]
    public async Task More_loads_than_may_wait_are_refused_at_once()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format, options => options.MaxConcurrentLoads = 1);
        for (int i = 0; i < 33; i++)
        {
            File.Copy(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf($"{i}.gz"));
            using HttpResponseMessage taken = await AskAsync(app, $"api/info?profile={i}.gz");
            Assert.Equal(202, (int)taken.StatusCode);
        }

        using HttpResponseMessage refused = await AskAsync(app, "api/info?profile=orders.perf.gz");
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        format.GoOn.SetResult();
    }

    [Fact]
    public async Task More_requests_than_may_wait_for_a_load_are_refused_at_once()
    {
        HeldFormat format = new();
        await using ExplorerApp app = await StartAsync(format);
        Task<HttpResponseMessage>[] requests = [.. Enumerable.Range(0, 140).Select(_ => app.Client.GetAsync("api/info?profile=orders.perf.gz"))];
        using HttpResponseMessage refused = await await Task.WhenAny(requests);
        Assert.Equal(503, (int)refused.StatusCode);
        format.GoOn.SetResult();
        HttpResponseMessage[] answers = await Task.WhenAll(requests);
        Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers, answer =>
        {
            Assert.Contains((int)answer.StatusCode, (int[])[200, 503]);
            answer.Dispose();
        });
    }

    private static Task<ExplorerApp> StartAsync(HeldFormat format, Action<FlameScopeOptions>? configure = null) => ExplorerApp.StartAsync(configure: options =>
    {
        options.Load = new LoadOptions { Formats = [format] };
        configure?.Invoke(options);
    });

    private static async Task<HttpResponseMessage> AskAsync(ExplorerApp app, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Prefer", "handling=strict, respond-async");
        return await app.Client.SendAsync(request);
    }

    // The wait may be so short that the profile is still not there.
    private static async Task<long> TotalAsync(ExplorerApp app)
    {
        for (int i = 0; i < 600; i++)
        {
            using HttpResponseMessage response = await app.Client.GetAsync("api/flame?profile=orders.perf.gz");
            if ((int)response.StatusCode == 200)
            {
                return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt64();
            }

            await Task.Delay(50);
        }

        return -1;
    }

    private sealed class HeldFormat : IProfileFormat
    {
        private readonly PerfScriptFormat _inner = new();
        private int _loads;

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Fails { get; init; }

        public int Loads => _loads;

        public string Name => _inner.Name;

        public FormatMatch Match(in ProfileHead head) => _inner.Match(head);

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _loads);
            await GoOn.Task.WaitAsync(cancellationToken);
            if (Fails)
            {
                throw new ProfileFormatException("This is none.");
            }

            await _inner.ReadAsync(source, builder, context, cancellationToken);
        }
    }
}
