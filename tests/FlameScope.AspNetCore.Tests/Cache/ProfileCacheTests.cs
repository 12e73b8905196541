using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using FlameScope.AspNetCore.Cache;
using FlameScope.Formats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlameScope.AspNetCore.Tests.Cache;

/// <summary>Profiles are loaded once, kept within a bound, and read again when they change.</summary>
public sealed class ProfileCacheTests
{
    [Fact]
    public void A_load_leaves_a_processor_to_views_and_opens_no_other_file()
    {
        LoadOptions usual = ProfileCache.OptionsOf(new LoadOptions(), isUpload: false);
        Assert.Equal(Math.Max(1, Environment.ProcessorCount - 1), usual.MaxDegreeOfParallelism);
        Assert.False(usual.OpenSiblings);
        Assert.Equal(7, ProfileCache.OptionsOf(new LoadOptions { MaxDegreeOfParallelism = 7 }, isUpload: false).MaxDegreeOfParallelism);
    }

    [Fact]
    public async Task Concurrent_requests_load_a_profile_once()
    {
        CountingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [format] });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.GetJsonAsync("api/info?profile=orders.perf.gz")));
        await app.GetJsonAsync("api/flame?profile=orders.perf.gz");
        Assert.Equal(1, format.Loads);
    }

    [Fact]
    public async Task No_more_profiles_are_loaded_at_once_than_may_be()
    {
        CountingFormat format = new() { Pause = TimeSpan.FromMilliseconds(50) };
        string[] names = ["orders.perf.gz", "gcpulse.perf.gz", "segstore.perf.gz"];
        await using ExplorerApp app = await ExplorerApp.StartAsync(names, options =>
        {
            options.Load = new LoadOptions { Formats = [format] };
            options.MaxConcurrentLoads = 1;
        });
        await Task.WhenAll(names.Select(name => app.GetJsonAsync($"api/info?profile={name}")));
        Assert.Equal(3, format.Loads);
        Assert.Equal(1, format.MostAtOnce);
    }

    [Fact]
    public async Task A_file_that_changed_is_read_again()
    {
        CountingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [format] });
        await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        File.Copy(ExplorerApp.DataPath("gcpulse.perf.gz"), app.Folder.PathOf("orders.perf.gz"), overwrite: true);
        Assert.Equal(4695, (await app.GetJsonAsync("api/info?profile=orders.perf.gz")).GetProperty("samples").GetInt64());
        Assert.Equal(2, format.Loads);
        Assert.Equal(1, app.Services.GetRequiredService<ProfileCache>().Count);
    }

    [Fact]
    public async Task The_least_used_profile_leaves_first_and_no_other()
    {
        CountingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [format] });
        File.Copy(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf("second.gz"));
        File.Copy(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf("third.gz"));
        ProfileCache cache = app.Services.GetRequiredService<ProfileCache>();
        await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        await app.GetJsonAsync("api/info?profile=second.gz");
        await app.GetJsonAsync("api/top?profile=orders.perf.gz");
        app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<FlameScopeOptions>>().Value.MaxCacheBytes = cache.Bytes;
        await app.GetJsonAsync("api/info?profile=third.gz");
        await app.GetJsonAsync("api/top?profile=orders.perf.gz&count=3");
        Assert.Equal(3, format.Loads);
        await app.GetJsonAsync("api/top?profile=second.gz");
        Assert.Equal(4, format.Loads);
    }

    [Fact]
    public async Task A_file_of_the_same_length_and_time_with_other_content_is_read_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells when the state of a file changed.");
        CountingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [format] });
        string path = app.Folder.PathOf("a.txt");
        await File.WriteAllTextAsync(path, "java 1 1.000000: cycles:\n        10 main+0x1 (/bin/java)\n\n");
        DateTime time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal("main", await NameOfFirstAsync(app));
        await File.WriteAllTextAsync(path, "java 1 1.000000: cycles:\n        10 niam+0x1 (/bin/java)\n\n");
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal("niam", await NameOfFirstAsync(app));
    }

    [Fact]
    public async Task Files_beside_a_profile_are_never_opened()
    {
        SiblingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            configure: options => options.Load = new LoadOptions { Formats = [format], OpenSiblings = true });
        await File.WriteAllTextAsync(app.Folder.PathOf("a.txt"), "java 1 1.000000: cycles:\n        10 main+0x1 (/bin/java)\n\n");
        await app.GetJsonAsync("api/info?profile=a.txt");
        Assert.Equal([false], format.Opened);
    }

    [Fact]
    public async Task A_profile_larger_than_the_bound_is_kept_alone()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(["orders.perf.gz", "segstore.perf.gz"], options => options.MaxCacheBytes = 1);
        await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        await app.GetJsonAsync("api/info?profile=segstore.perf.gz");
        Assert.Equal(1, app.Services.GetRequiredService<ProfileCache>().Count);
    }

    [Fact]
    public async Task A_load_that_nobody_waits_for_is_given_up()
    {
        WaitingFormat format = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Load = new LoadOptions { Formats = [format] });
        using CancellationTokenSource leaves = new();
        Task<HttpResponseMessage> request = app.Client.GetAsync("api/info?profile=orders.perf.gz", leaves.Token);
        await format.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Undefined, (await app.GetJsonAsync("api/progress?profile=orders.perf.gz")).ValueKind);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await format.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failed_load_is_tried_again_with_the_next_request()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        string path = app.Folder.PathOf("a.perf.gz");
        await File.WriteAllTextAsync(path, "not yet");
        await app.GetProblemAsync("api/info?profile=a.perf.gz", 422);
        File.Copy(ExplorerApp.DataPath("segstore.perf.gz"), path, overwrite: true);
        await app.GetJsonAsync("api/info?profile=a.perf.gz");
    }

    [Fact]
    public async Task Answers_that_a_client_has_are_not_sent_again_until_the_file_changes()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpResponseMessage first = await app.Client.GetAsync("api/flame?profile=orders.perf.gz");
        Assert.Equal(304, await StatusAsync(app, first.Headers.ETag!));
        File.SetLastWriteTimeUtc(app.Folder.PathOf("orders.perf.gz"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(200, await StatusAsync(app, first.Headers.ETag!));
    }

    [Fact]
    public async Task Columns_as_bytes_are_no_answer_that_a_client_of_JSON_has()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "api/flame?profile=orders.perf.gz");
        request.Headers.Add("Accept", "application/vnd.flamescope.columns");
        using HttpResponseMessage bytes = await app.Client.SendAsync(request);
        Assert.Equal(200, await StatusAsync(app, bytes.Headers.ETag!));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answers_are_compressed_as_the_client_takes_them(string coding)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.CompressOnLoopback = true);
        using HttpRequestMessage request = new(HttpMethod.Get, "api/flame?profile=orders.perf.gz");
        request.Headers.Add("Accept-Encoding", coding);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.Single());
        using Stream body = await response.Content.ReadAsStreamAsync();
        using Stream text = coding == "br"
            ? new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress)
            : new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(1189, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Hits_misses_and_evictions_are_counted()
    {
        Dictionary<string, long> counts = [];
        await using ExplorerApp app = await ExplorerApp.StartAsync(["orders.perf.gz", "segstore.perf.gz"], options => options.MaxCacheBytes = 1);
        using MeterListener listener = new();
        IMeterFactory meters = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            // Other tests of this process have meters of the same name.
            if (instrument.Meter.Name == "FlameScope.AspNetCore" && instrument.Meter.Scope == meters)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (counts)
            {
                counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
            }
        });
        listener.Start();
        await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        await app.GetJsonAsync("api/top?profile=orders.perf.gz");
        await app.GetJsonAsync("api/info?profile=segstore.perf.gz");
        Assert.Equal(2, counts["flamescope.cache.misses"]);
        Assert.Equal(1, counts["flamescope.cache.hits"]);
        Assert.Equal(1, counts["flamescope.cache.evictions"]);
        Assert.Equal(1, counts["flamescope.cache.profiles"]);
    }

    [Fact]
    public async Task The_health_check_misses_a_folder_that_is_gone()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            configure: options => options.Paths.Add(Path.Combine(Path.GetTempPath(), "flamescope-nowhere")),
            services: services => services.AddHealthChecks().AddFlameScope());
        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        await using ExplorerApp healthy = await ExplorerApp.StartAsync(services: services => services.AddHealthChecks().AddFlameScope());
        Assert.Equal(HealthStatus.Healthy, (await healthy.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
    }

    private static async Task<string?> NameOfFirstAsync(ExplorerApp app) =>
        (await app.GetJsonAsync("api/top?profile=a.txt")).GetProperty("rows")[0].GetProperty("name").GetString();

    private static async Task<int> StatusAsync(ExplorerApp app, System.Net.Http.Headers.EntityTagHeaderValue tag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "api/flame?profile=orders.perf.gz");
        request.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private sealed class CountingFormat : IProfileFormat
    {
        private readonly PerfScriptFormat _inner = new();
        private int _loads;
        private int _running;

        public int Loads => _loads;

        public string Name => _inner.Name;

        public FormatMatch Match(in ProfileHead head) => _inner.Match(head);

        /// <summary>What every load takes besides.</summary>
        public TimeSpan Pause { get; init; }

        public int MostAtOnce { get; private set; }

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _loads);
            int running = Interlocked.Increment(ref _running);
            lock (_inner)
            {
                MostAtOnce = Math.Max(MostAtOnce, running);
            }

            await Task.Delay(Pause, cancellationToken);
            await _inner.ReadAsync(source, builder, context, cancellationToken);
            Interlocked.Decrement(ref _running);
        }
    }

    private sealed class SiblingFormat : IProfileFormat
    {
        private readonly PerfScriptFormat _inner = new();

        public List<bool> Opened { get; } = [];

        public string Name => _inner.Name;

        public FormatMatch Match(in ProfileHead head) => _inner.Match(head);

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            using Stream? sibling = await source.OpenSiblingAsync("orders.perf.gz", cancellationToken);
            Opened.Add(sibling is not null);
            await _inner.ReadAsync(source, builder, context, cancellationToken);
        }
    }

    private sealed class WaitingFormat : IProfileFormat
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();

        public string Name => "waiting";

        public FormatMatch Match(in ProfileHead head) => FormatMatch.Sure;

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(Cancelled.SetResult);
            Started.SetResult();
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
        }
    }
}
