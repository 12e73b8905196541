using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>What makes no sense is refused in words, and tells nothing of the server's insides.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("api/nothing", 404, "api/nothing")]
    [InlineData("api/flame", 400, "profile")]
    [InlineData("api/flame?profile=nothing", 404, "nothing")]
    [InlineData("api/flame?profile=orders.perf.gz&from=x", 400, "from")]
    [InlineData("api/flame?profile=orders.perf.gz&from=-1", 400, "from")]
    [InlineData("api/flame?profile=orders.perf.gz&from=1.0123456789", 400, "nine decimals")]
    [InlineData("api/flame?profile=orders.perf.gz&from=2&to=1", 400, "no less than from")]
    [InlineData("api/flame?profile=orders.perf.gz&event=nothing", 400, "cpu-clock")]
    [InlineData("api/flame?profile=orders.perf.gz&frame=/(/", 400, "is no pattern")]
    [InlineData("api/flame?profile=orders.perf.gz&hide=/(/", 400, "is no pattern")]
    [InlineData("api/flame?profile=orders.perf.gz&root=x", 400, "command, process, thread or none")]
    [InlineData("api/flame?profile=orders.perf.gz&process=x", 400, "process")]
    [InlineData("api/flame?profile=orders.perf.gz&least=2", 400, "a share from 0 to 1")]
    [InlineData("api/flame?profile=orders.perf.gz&least=NaN", 400, "a share from 0 to 1")]
    [InlineData("api/heatmap?profile=orders.perf.gz&rows=0", 400, "rows")]
    [InlineData("api/heatmap?profile=orders.perf.gz&rows=1001", 400, "1000")]
    [InlineData("api/heatmap?profile=orders.perf.gz&column=0", 400, "column")]
    [InlineData("api/heatmap?profile=orders.perf.gz&column=0.000000001", 400, "columns")]
    [InlineData("api/sandwich?profile=orders.perf.gz&of=x&side=y", 400, "callers or callees")]
    [InlineData("api/export?profile=orders.perf.gz&view=flame&format=exe", 400, "svg")]
    [InlineData("api/export?profile=orders.perf.gz&view=diff&format=speedscope", 400, "folded")]
    [InlineData("api/export?profile=orders.perf.gz&view=diff&format=svg&width=x", 400, "examined, baseline or both")]
    [InlineData("api/export?profile=orders.perf.gz&view=flame&format=svg&layout=x", 400, "flame or icicle")]
    [InlineData("api/export?profile=orders.perf.gz&view=x&format=svg", 400, "heatmap, flame, diff, top or chart")]
    [InlineData("api/export?profile=orders.perf.gz&view=flame&format=speedscope&event=nothing", 400, "cpu-clock")]
    [InlineData("api/flame?profile=orders.perf.gz&frame=/(.*(a|x).{300}b)|(.*(c|y).{290}d)/", 400, "too large")]
    public async Task A_request_that_makes_no_sense_is_answered_with_a_problem(string path, int status, string detail)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        JsonElement problem = await app.GetProblemAsync(path, status);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_pattern_longer_than_allowed_is_refused()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.MaxPatternLength = 20);
        await app.GetProblemAsync($"api/flame?profile=orders.perf.gz&frame={new string('a', 21)}", 400);
        await app.GetJsonAsync($"api/flame?profile=orders.perf.gz&frame={new string('a', 20)}");
    }

    [Fact]
    public async Task A_file_that_is_no_profile_is_named_as_what_it_is()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        await File.WriteAllTextAsync(app.Folder.PathOf("notes.txt"), "nothing of a profile\n");
        JsonElement problem = await app.GetProblemAsync("api/info?profile=notes.txt", 422);
        Assert.Equal("notes.txt", problem.GetProperty("profile").GetString());
    }

    [Fact]
    public async Task A_profile_without_timestamps_has_a_flame_graph_and_says_why_it_has_no_heat_map()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        const string Content = "java 1 cycles:\n        10 main+0x1 (/bin/java)\n\njava 1 cycles:\n        10 main+0x1 (/bin/java)\n\n";
        await File.WriteAllTextAsync(app.Folder.PathOf("no-time.txt"), Content);
        Assert.Equal(2, (await app.GetJsonAsync("api/flame?profile=no-time.txt")).GetProperty("total").GetInt64());
        JsonElement problem = await app.GetProblemAsync("api/heatmap?profile=no-time.txt", 422);
        Assert.Contains("timestamps", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.RequestTimeout = TimeSpan.FromTicks(1));
        await app.GetProblemAsync("api/info?profile=orders.perf.gz", 503);
    }

    [Fact]
    public async Task A_defect_of_the_server_tells_the_client_nothing()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            configure: options => options.Load = new LoadOptions { Formats = [new BrokenFormat()] });
        JsonElement problem = await app.GetProblemAsync("api/info?profile=orders.perf.gz", 500);
        Assert.DoesNotContain(BrokenFormat.Secret, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_the_security_headers()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        foreach (string path in (string[])["", ExplorerApp.Script, "api/profiles", "api/info?profile=nothing", "profile/"])
        {
            using HttpResponseMessage response = await app.Client.GetAsync(path);
            string policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.All(
                ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"],
                directive => Assert.Contains(directive, policy.Split("; ")));
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Conventions_reach_every_endpoint()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            services: services => services.AddAuthorization().AddAuthentication("none").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NobodyHandler>("none", null),
            map: endpoints =>
            {
                endpoints.UseAuthentication();
                endpoints.UseAuthorization();
                endpoints.MapFlameScope().RequireAuthorization();
            });
        foreach (string path in (string[])["", ExplorerApp.Script, "api/profiles", "api/flame?profile=orders.perf.gz", "profile/", "openapi/flamescope.json"])
        {
            using HttpResponseMessage response = await app.Client.GetAsync(path);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Uploads_are_off_unless_they_are_allowed()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using ByteArrayContent content = Octets([1]);
        using HttpResponseMessage response = await app.Client.PostAsync("api/profiles?name=a", content);
        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_uploaded_profile_is_stored_under_its_last_name_in_a_temporary_folder()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.AllowUpload = true);
        byte[] file = await File.ReadAllBytesAsync(ExplorerApp.DataPath(ExplorerApp.Orders));
        using ByteArrayContent content = Octets(file);
        using HttpResponseMessage response = await app.Client.PostAsync($"api/profiles?name={Uri.EscapeDataString("../../etc/or<ders.perf.gz")}", content);
        Assert.Equal(201, (int)response.StatusCode);
        string name = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("name").GetString()!;
        Assert.Equal("uploads/or_ders.perf.gz", name);
        Assert.Equal(3615, (await app.GetJsonAsync($"api/info?profile={name}")).GetProperty("samples").GetInt64());
        Assert.Single(Directory.GetFiles(app.Folder.Path));
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_not_stored()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => (options.AllowUpload, options.MaxUploadBytes) = (true, 1000));
        using ByteArrayContent content = Octets(new byte[1001]);
        using HttpResponseMessage response = await app.Client.PostAsync("api/profiles?name=a", content);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Single((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray());
    }

    [Fact]
    public async Task An_upload_without_a_name_is_refused()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.AllowUpload = true);
        using ByteArrayContent content = Octets([1]);
        using HttpResponseMessage response = await app.Client.PostAsync("api/profiles", content);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_upload_that_a_foreign_page_could_send_is_refused()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.AllowUpload = true);
        using StringContent content = new("x", Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await app.Client.PostAsync("api/profiles?name=a", content);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static ByteArrayContent Octets(byte[] content)
    {
        ByteArrayContent octets = new(content);
        octets.Headers.ContentType = new("application/octet-stream");
        return octets;
    }
}
