using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Recordings on demand: only where the application allows them, one at a time, bounded, and guarded as all else.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task Nothing_can_be_recorded_unless_the_application_says_so()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        JsonElement problem = await app.GetProblemAsync("api/recordings", 404);
        Assert.Contains("AddSelfProfiling", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync(app, HttpMethod.Post, "{}"));
        Assert.Equal(404, await StatusAsync(app, HttpMethod.Delete));
    }

    [Fact]
    public async Task A_recording_runs_for_its_time_and_is_listed_as_a_profile()
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource());
        JsonElement started = await SendAsync(app, HttpMethod.Post, 202, """{"duration": 0.05}""");
        Assert.Equal(("running", 0.05), (started.GetProperty("state").GetString(), started.GetProperty("duration").GetDouble()));
        JsonElement ended = await EndAsync(app);
        Assert.Equal("complete", ended.GetProperty("state").GetString());
        Assert.Equal("durationOver", ended.GetProperty("end").GetString());
        Assert.Equal(OneSampleSource.Sample.Length, ended.GetProperty("bytes").GetInt64());
        Assert.Equal(12, ended.GetProperty("readerMilliseconds").GetDouble());
        Assert.False(ended.GetProperty("isCut").GetBoolean());
        string profile = ended.GetProperty("profile").GetString()!;
        Assert.StartsWith("recordings/", profile, StringComparison.Ordinal);
        Assert.Contains((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray(), listed => listed.GetProperty("name").GetString() == profile);
        JsonElement info = await app.GetJsonAsync($"api/info?profile={Uri.EscapeDataString(profile)}");
        Assert.Equal(1, info.GetProperty("samples").GetInt64());
    }

    [Fact]
    public async Task One_recording_runs_at_a_time_and_can_be_stopped()
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource());
        Assert.Equal(409, await StatusAsync(app, HttpMethod.Delete));
        await SendAsync(app, HttpMethod.Post, 202, "{}");
        Assert.Equal(409, await StatusAsync(app, HttpMethod.Post, "{}"));
        JsonElement running = Assert.Single((await app.GetJsonAsync("api/recordings")).GetProperty("recordings").EnumerateArray());
        Assert.Equal(("running", 10.0), (running.GetProperty("state").GetString(), running.GetProperty("duration").GetDouble()));
        Assert.Equal(JsonValueKind.Null, running.GetProperty("profile").ValueKind);
        JsonElement stopped = await SendAsync(app, HttpMethod.Delete, 200);
        Assert.Equal(("complete", "stopped"), (stopped.GetProperty("state").GetString(), stopped.GetProperty("end").GetString()));
        Assert.Equal(409, await StatusAsync(app, HttpMethod.Delete));
        await SendAsync(app, HttpMethod.Post, 202, """{"duration": null}""");
        await SendAsync(app, HttpMethod.Delete, 200);
    }

    [Theory]
    [InlineData("""{"duration": 0}""", 400, "more than 0 and at most 60 seconds, found 0")]
    [InlineData("""{"duration": -1}""", 400, "found -1")]
    [InlineData("""{"duration": 60.5}""", 400, "at most 60 seconds, found 60.5")]
    [InlineData("""{"duration": 1e300}""", 400, "at most 60 seconds")]
    [InlineData("""{"duration": "5"}""", 400, "body: expected")]
    [InlineData("""{"seconds": 5}""", 400, "body: expected")]
    [InlineData("""{"duration": 5""", 400, "body: expected")]
    [InlineData("", 400, "body: expected")]
    [InlineData("[]", 400, "body: expected")]
    public async Task A_request_that_makes_no_sense_starts_nothing(string body, int status, string told)
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource());
        JsonElement problem = await SendAsync(app, HttpMethod.Post, status, body);
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await app.GetJsonAsync("api/recordings")).GetProperty("recordings").EnumerateArray());
    }

    [Fact]
    public async Task Another_site_and_another_type_of_body_are_refused()
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource());
        Assert.Equal(403, await StatusAsync(app, HttpMethod.Post, "{}", "cross-site"));
        Assert.Equal(403, await StatusAsync(app, HttpMethod.Delete, null, "cross-site"));

        // What a form of another site can send without being asked first.
        using StringContent form = new("{}", Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await app.Client.PostAsync("api/recordings", form);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal(400, await StatusAsync(app, HttpMethod.Post, $$"""{"duration": 1, "x": "{{new string('x', 5_000)}}"}"""));
        await app.GetProblemAsync("api/recordings?duration=5", 400);
    }

    [Fact]
    public async Task Authorization_stands_before_recordings_as_before_everything()
    {
        OneSampleSource source = new();
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            services: services =>
            {
                services.AddSingleton<ILiveSource>(source);
                services.AddAuthentication("nobody").AddScheme<AuthenticationSchemeOptions, NobodyHandler>("nobody", null);
                services.AddAuthorization();
            },
            map: endpoints => endpoints.MapFlameScope().RequireAuthorization());
        Assert.Equal(401, await StatusAsync(app, HttpMethod.Post, "{}"));
        Assert.Equal(401, await StatusAsync(app, HttpMethod.Delete));
        Assert.Equal(0, source.Started);
    }

    [Fact]
    public async Task A_recording_that_fails_says_so_and_leaves_no_file()
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource { Failure = new InvalidOperationException("Diagnostics are off.") });
        await SendAsync(app, HttpMethod.Post, 202, "{}");
        JsonElement ended = await EndAsync(app);
        Assert.Equal(("failed", "Diagnostics are off."), (ended.GetProperty("state").GetString(), ended.GetProperty("failure").GetString()));
        Assert.DoesNotContain((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray(), listed => listed.GetProperty("name").GetString()!.StartsWith("recordings/", StringComparison.Ordinal));

        // Of others, the server keeps the reason to itself.
        await using ExplorerApp other = await StartAsync(new OneSampleSource { Failure = new IOException("/secret/path") });
        await SendAsync(other, HttpMethod.Post, 202, "{}");
        Assert.DoesNotContain("secret", (await EndAsync(other)).GetProperty("failure").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_last_recordings_are_kept()
    {
        await using ExplorerApp app = await StartAsync(new OneSampleSource(), options => options.MaxRecordings = 2);
        for (int i = 0; i < 4; i++)
        {
            await SendAsync(app, HttpMethod.Post, 202, """{"duration": 0.01}""");
            await EndAsync(app);
        }

        JsonElement[] recordings = [.. (await app.GetJsonAsync("api/recordings")).GetProperty("recordings").EnumerateArray()];
        Assert.Equal([4, 3], recordings.Select(recording => recording.GetProperty("id").GetInt32()));
        string[] profiles = [.. (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray().Select(listed => listed.GetProperty("name").GetString()!).Where(name => name.StartsWith("recordings/", StringComparison.Ordinal))];
        Assert.Equal(recordings.Select(recording => recording.GetProperty("profile").GetString()).Order(), profiles.Order());
    }

    [Fact]
    public async Task An_application_that_stops_ends_its_recording()
    {
        OneSampleSource source = new();
        await using (ExplorerApp app = await StartAsync(source))
        {
            await SendAsync(app, HttpMethod.Post, 202, "{}");
            await source.Running.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        Assert.Equal((1, 1), (source.Started, source.Ended));
    }

    private static Task<ExplorerApp> StartAsync(ILiveSource source, Action<FlameScopeOptions>? configure = null) =>
        ExplorerApp.StartAsync(configure: configure, services: services => services.AddSingleton(source));

    private static async Task<JsonElement> EndAsync(ExplorerApp app)
    {
        for (int i = 0; ; i++)
        {
            JsonElement newest = (await app.GetJsonAsync("api/recordings")).GetProperty("recordings")[0];
            if (newest.GetProperty("state").GetString() != "running")
            {
                return newest;
            }

            Assert.True(i < 1_000);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<int> StatusAsync(ExplorerApp app, HttpMethod method, string? body = null, string? site = null)
    {
        using HttpRequestMessage request = RequestOf(method, body);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static async Task<JsonElement> SendAsync(ExplorerApp app, HttpMethod method, int status, string? body = null)
    {
        using HttpRequestMessage request = RequestOf(method, body);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static HttpRequestMessage RequestOf(HttpMethod method, string? body) => new(method, "api/recordings")
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };
}
