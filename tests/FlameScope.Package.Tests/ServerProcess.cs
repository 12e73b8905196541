using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.Package.Tests;

/// <summary>A program that serves the explorer on a free port of this machine, until it is disposed of.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private ServerProcess(Process process, string address)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>Starts a program and waits until it says where it listens.</summary>
    /// <param name="start">The program.</param>
    /// <param name="path">Where the explorer is below the address that it says.</param>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string path)
    {
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            if (Address().Match(line) is { Success: true } address)
            {
                return new ServerProcess(process, address.Value + path);
            }
        }

        process.Dispose();
        throw new InvalidOperationException("The server ended before it listened.");
    }

    /// <summary>Asks for the page, and for answers that are written in each of the ways that there are.</summary>
    public async Task AssertServesOrdersAsync()
    {
        string page = await _client.GetStringAsync("");
        Assert.Contains("<title>FlameScope</title>", page, StringComparison.Ordinal);
        Assert.Contains("api/", await _client.GetStringAsync(ScriptOf().Match(page).Groups[1].Value), StringComparison.Ordinal);
        Assert.Equal("orders.perf.gz", (await GetAsync("api/profiles")).GetProperty("profiles")[0].GetProperty("name").GetString());
        Assert.Equal(99, (await GetAsync("api/info?profile=orders.perf.gz")).GetProperty("events")[0].GetProperty("frequency").GetInt32());
        Assert.Equal(38, (await GetAsync("api/flame?profile=orders.perf.gz&from=7.2&to=7.6")).GetProperty("total").GetInt64());
        Assert.Equal(38, (await GetAsync("api/top?profile=orders.perf.gz&from=7.2&to=7.6")).GetProperty("total").GetInt64());
        Assert.Equal(1, (await GetAsync("api/findings?profile=orders.perf.gz")).GetProperty("findings").GetArrayLength());
        Assert.True((await GetAsync("openapi/flamescope.json")).TryGetProperty("paths", out _));
    }

    /// <summary>The status and the text that a path is answered with.</summary>
    /// <param name="path">The path, below the explorer's or from the top.</param>
    /// <param name="token">Who asks; <see langword="null"/> for nobody in particular.</param>
    public async Task<(int Status, string Text)> AskAsync(string path, string? token = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Add("X-Token", token);
        }

        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await _client.GetStringAsync(path)).RootElement;

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("<script type=\"module\" src=\"([^\"]+)\">")]
    private static partial Regex ScriptOf();
}
