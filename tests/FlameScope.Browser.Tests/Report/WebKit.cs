using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlameScope.Browser.Tests.Report;

/// <summary>The system's WebKit, driven over WebDriver on a screen that nobody sees.</summary>
internal sealed class WebKit : IAsyncDisposable
{
    private const string Driver = "/usr/bin/WebKitWebDriver";
    private const string Screen = "/usr/bin/Xvfb";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Process> _processes = [];
    private readonly HttpClient _client = new() { Timeout = Patience };
    private string _session = "";

    /// <summary>Starts it; skips the test, loudly, where there is none.</summary>
    public static async Task<WebKit> StartAsync()
    {
        string? browser = Directory.Exists("/usr/lib") ? Directory.EnumerateFiles("/usr/lib", "MiniBrowser", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true }).FirstOrDefault() : null;
        Assert.SkipWhen(
            browser is null || !File.Exists(Driver) || !File.Exists(Screen), "BROWSER TEST NOT RUN: no WebKit (apt-get install webkit2gtk-driver xvfb).");
        WebKit webkit = new();
        try
        {
            await webkit.OpenSessionAsync(browser);
        }
        catch
        {
            await webkit.DisposeAsync();
            throw;
        }

        return webkit;
    }

    public Task OpenAsync(Uri address) => SendAsync("/url", new JsonObject { ["url"] = address.AbsoluteUri });

    /// <summary>Waits until an expression of the page has some text as its value.</summary>
    public async Task WaitForAsync(string expression, string pattern)
    {
        long start = Environment.TickCount64;
        string value;
        while (!Regex.IsMatch(value = await EvaluateAsync(expression), pattern))
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, $"{expression} is \"{value}\", and never became {pattern}.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task<string> EvaluateAsync(string expression) =>
        (await SendAsync("/execute/sync", new JsonObject { ["script"] = $"return String({expression})", ["args"] = new JsonArray() })).ToString();

    private async Task OpenSessionAsync(string browser)
    {
        // The screen names its own number, so that no two tests meet on one.
        ProcessStartInfo screen = new(Screen, ["-displayfd", "1", "-screen", "0", "1280x900x24"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _processes.Add(Process.Start(screen)!);
        string display = await _processes[0].StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Xvfb did not start.");
        int port = FreePort();
        ProcessStartInfo driver = new(Driver, ["-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        driver.Environment["DISPLAY"] = $":{display}";
        _processes.Add(Process.Start(driver)!);
        _client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        JsonObject options = new() { ["binary"] = browser, ["args"] = new JsonArray("--automation") };
        JsonObject capabilities = new() { ["alwaysMatch"] = new JsonObject { ["webkitgtk:browserOptions"] = options } };
        for (int tries = 0; ; tries++)
        {
            try
            {
                JsonElement opened = await SendAsync("", new JsonObject { ["capabilities"] = capabilities.DeepClone() });
                _session = "/" + opened.GetProperty("sessionId").GetString();
                return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                // The driver does not listen yet.
                await Task.Delay(100);
            }
        }
    }

    private async Task<JsonElement> SendAsync(string path, JsonObject body)
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync($"/session{_session}{path}", body);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.IsSuccessStatusCode ? answer.GetProperty("value") : throw new InvalidOperationException(answer.GetRawText());
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
