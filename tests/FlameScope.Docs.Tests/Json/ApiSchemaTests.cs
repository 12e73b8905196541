using FlameScope.AspNetCore;
using FlameScope.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlameScope.Docs.Tests.Json;

/// <summary>The answers of the HTTP API are what docs/json.md says.</summary>
public sealed class ApiSchemaTests(ApiSchemaTests.Server server) : IClassFixture<ApiSchemaTests.Server>
{
    private const string Orders = "profile=orders.perf.gz";
    private const string Netflix = "filename=orders.perf.gz&type=perf";

    public static TheoryData<string, string> Answers => new()
    {
        { "GET api/profiles", "api/profiles" },
        { "GET api/recordings", "api/recordings" },
        { "GET api/progress", $"api/progress?{Orders}" },
        { "GET api/info", $"api/info?{Orders} api/info?profile=processes.txt" },
        { "GET api/heatmap", $"api/heatmap?{Orders} api/heatmap?profile={LossyRecording.Name}" },
        { "GET api/flame", $"api/flame?{Orders}&from=7&to=8" },
        { "GET api/flame", $"api/elided?{Orders}&from=7&to=8" },
        { "GET api/flame", $"api/sandwich?{Orders}&of=java&side=callees" },
        { "GET api/diff", $"api/diff?{Orders}&from=7&to=8" },
        { "GET api/chart", $"api/chart?{Orders}&from=7&to=8" },
        { "GET api/top", $"api/top?{Orders}" },
        { "GET api/findings", $"api/findings?{Orders} api/findings?profile=segstore.perf.gz api/findings?profile={LossyRecording.Name}" },
        { "GET profile/", "profile/" },
        { "GET heatmap/", $"heatmap/?{Netflix}" },
        { "GET flamegraph/", $"flamegraph/?{Netflix}&start=7&end=8" },
        { "GET flamegraph/", $"elided/?{Netflix}&start=7&end=8&compareFilename=orders.perf.gz&compareType=perf&compareStart=4&compareEnd=5" },
        { "GET differential/", $"differential/?{Netflix}&start=7&end=8&compareFilename=orders.perf.gz&compareType=perf&compareStart=4&compareEnd=5" },
        { "flamescope.heatmap", $"api/export?{Orders}&view=heatmap&format=json" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answers_have_the_documented_members(string heading, string paths)
    {
        List<string> texts = [];
        foreach (string path in paths.Split(' '))
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            texts.Add(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {texts[^1]}");
        }

        Assert.All(SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf(heading), texts), mistake => Assert.True(IsOfOthers(heading, mistake), mistake));
    }

    [Fact]
    public async Task An_upload_is_answered_with_the_documented_members()
    {
        using ByteArrayContent content = new("app 10/11 [000] 1.000000: 1 cpu-clock:\n\t4005d0 main (/app)\n\n"u8.ToArray());
        content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage response = await server.Client.PostAsync("api/profiles?name=a.txt", content, TestContext.Current.CancellationToken);
        Check("POST api/profiles", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Problems_have_the_documented_members() => Check(
        "Problems", await TextOfAsync("api/heatmap"), await TextOfAsync("api/heatmap?profile=nothing"), await TextOfAsync("api/heatmap?profile=damaged.txt"));

    [Fact]
    public async Task Errors_of_the_compatible_endpoints_have_the_documented_members() => Check("Errors", await TextOfAsync("heatmap/"));

    [Fact]
    public void Every_table_of_docs_json_is_held_by_a_test()
    {
        string[] others =
        [
            "flamescope.flametree", "flamescope.flamediff", "flamescope.toptable", "flamescope.stackchart", "Speedscope", "flamescope.info", "flamescope.findings",
            "POST api/profiles", "Problems", "Errors", "Coverage", "Markers", "A finding",
        ];
        Assert.Empty(DocumentedSchemas.Headings.Except(Answers.Select(row => row.Data.Item1)).Except(others));
    }

    // Optional members that these profiles do not have; other tests see them. The coverage of one answer has one that others have not.
    private static bool IsOfOthers(string heading, string mistake) =>
        mistake.EndsWith("never occurs", StringComparison.Ordinal)
        && (mistake.EndsWith("[].rawName never occurs", StringComparison.Ordinal) || (mistake.EndsWith(".isSaturated never occurs", StringComparison.Ordinal) || mistake.EndsWith(".derived never occurs", StringComparison.Ordinal)
            ? heading != "GET api/top"
            : heading == "flamescope.heatmap" || mistake.StartsWith("findings[].markers", StringComparison.Ordinal)));

    private static void Check(string heading, params IEnumerable<string> texts) =>
        Assert.Empty(SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf(heading), texts));

    private async Task<string> TextOfAsync(string path)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The API in an application of its own, over two bundled recordings, one with lost events and a file that cannot be read.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private WebApplication _app = null!;

        public HttpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            foreach (string recording in (string[])["orders.perf.gz", "segstore.perf.gz"])
            {
                File.Copy(Repository.PathOf($"samples/profiles/{recording}"), _folder.PathOf(recording));
            }

            File.WriteAllText(_folder.PathOf("processes.txt"), "app 10/11 [000] 1.000000: 1 cpu-clock:\n\t4005d0 main (/app)\n\n");
            File.WriteAllText(_folder.PathOf(LossyRecording.Name), LossyRecording.Text());
            File.WriteAllText(_folder.PathOf("damaged.txt"), "app 10/11 [000] 1.000000: 1 cpu-clock:\n\t4005d0 main (/app)\n\napp 10/11 [000] damaged\n");
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddFlameScope(options =>
            {
                options.Paths.Add(_folder.Path);
                options.AllowUpload = true;
                options.Load = new LoadOptions { IsStrict = true };
            }).AddSelfProfiling();
            _app = builder.Build();
            _app.MapFlameScope();
            await _app.StartAsync();
            Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First() + "/flamescope/"), Timeout = TimeSpan.FromMinutes(2) };
            await RecordAsync();
        }

        // Of this very process, for a moment.
        private async Task RecordAsync()
        {
            using StringContent asked = new("""{"duration": 0.05}""", System.Text.Encoding.UTF8, "application/json");
            (await Client.PostAsync("api/recordings", asked)).EnsureSuccessStatusCode();
            while ((await Client.GetStringAsync("api/recordings")).Contains("running", StringComparison.Ordinal))
            {
                await Task.Delay(20);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.DisposeAsync();
            _folder.Dispose();
        }
    }
}
