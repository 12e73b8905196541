using System.Diagnostics;
using System.Text.Json;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>A fresh web project with nothing but the package and two lines has the explorer.</summary>
public sealed class WebConsumerTests(PackedPackages packages)
{
    private const string Listening = "Now listening on: ";

    [Fact]
    public async Task A_fresh_web_project_with_two_lines_serves_the_page_and_the_API()
    {
        using ConsumerProject consumer = new(packages, "WebConsumer");
        ProgramRun build = await consumer.RunDotnetAsync("build", "--configuration", "Release");
        Assert.True(build.ExitCode == 0, build.ToString());

        using Process server = Start(consumer);
        try
        {
            using HttpClient client = new() { BaseAddress = new Uri($"{await AddressOfAsync(server)}/flamescope/"), Timeout = TimeSpan.FromMinutes(1) };
            string page = await client.GetStringAsync("");
            Assert.Contains("<title>FlameScope</title>", page, StringComparison.Ordinal);
            Assert.Contains("import", await client.GetStringAsync("assets/main.js"), StringComparison.Ordinal);
            Assert.Equal(
                "orders.perf.gz", (await GetAsync(client, "api/profiles")).GetProperty("profiles")[0].GetProperty("name").GetString());
            Assert.Equal(38, (await GetAsync(client, "api/flame?profile=orders.perf.gz&from=7.2&to=7.6")).GetProperty("total").GetInt64());
            Assert.Equal(1, (await GetAsync(client, "api/findings?profile=orders.perf.gz")).GetProperty("findings").GetArrayLength());
            Assert.True((await GetAsync(client, "openapi/flamescope.json")).TryGetProperty("paths", out _));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ConsumerProject consumer)
    {
        ProcessStartInfo start = new("dotnet", "bin/Release/net10.0/WebConsumer.dll")
        {
            WorkingDirectory = consumer.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Profiles"] = Repository.PathOf("samples/profiles/orders.perf.gz");
        return Process.Start(start)!;
    }

    private static async Task<string> AddressOfAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            int start = line.IndexOf(Listening, StringComparison.Ordinal);
            if (start >= 0)
            {
                return line[(start + Listening.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(path)).RootElement;
}
