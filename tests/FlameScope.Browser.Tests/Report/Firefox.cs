using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Report;

/// <summary>The system's Firefox with one open page, driven over WebDriver BiDi, which it speaks by itself.</summary>
internal sealed class Firefox : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _profile = new();
    private readonly CancellationTokenSource _limit = new(Patience);
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private string _page = "";
    private int _lastId;

    private Firefox(string program)
    {
        ProcessStartInfo start = new(program, ["--headless", "--no-remote", "--profile", _profile.Path, "--remote-debugging-port", "0", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Gets what the page complained about, and every address that was asked for.</summary>
    public List<string> Complaints { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>Starts it; skips the test, loudly, where there is none.</summary>
    public static async Task<Firefox> StartAsync()
    {
        string? program = Environment.GetEnvironmentVariable("FIREFOX") is { Length: > 0 } chosen ? chosen : Array.Find(Places, File.Exists);
        Assert.SkipWhen(program is null, "BROWSER TEST NOT RUN: no Firefox (apt-get install firefox-esr, or the path of one in FIREFOX).");
        Firefox firefox = new(program);
        try
        {
            await firefox.ConnectAsync();
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }

        return firefox;
    }

    public async Task OpenAsync(Uri address) =>
        await SendAsync("browsingContext.navigate", new JsonObject { ["context"] = _page, ["url"] = address.AbsoluteUri, ["wait"] = "complete" });

    /// <summary>Waits until an expression of the page has some text as its value.</summary>
    public async Task<string> WaitForAsync(string expression, string pattern)
    {
        string value = "";
        while (!Regex.IsMatch(value, pattern))
        {
            JsonObject target = new() { ["context"] = _page };
            JsonElement result;
            try
            {
                result = await SendAsync("script.evaluate", new JsonObject { ["expression"] = expression, ["target"] = target, ["awaitPromise"] = true });
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{expression} was \"{value}\", and never became {pattern}. {string.Join(' ', Complaints)}");
            }

            value = result.GetProperty("result") is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty("value", out JsonElement text) ? text.ToString() : "";
            await Task.Delay(50);
        }

        return value;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _limit.Dispose();
        _profile.Dispose();
    }

    private async Task ConnectAsync()
    {
        string? address = null;
        while (address is null && await _process.StandardError.ReadLineAsync(_limit.Token) is string line)
        {
            address = Regex.Match(line, "WebDriver BiDi listening on (ws://\\S+)") is { Success: true } match ? match.Groups[1].Value : null;
        }

        Assert.NotNull(address);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        await _socket.ConnectAsync(new Uri($"{address}/session"), _limit.Token);
        await SendAsync("session.new", new JsonObject { ["capabilities"] = new JsonObject() });
        await SendAsync("session.subscribe", new JsonObject { ["events"] = new JsonArray("log.entryAdded", "network.beforeRequestSent") });
        JsonElement tree = await SendAsync("browsingContext.getTree", []);
        _page = tree.GetProperty("contexts")[0].GetProperty("context").GetString()!;
    }

    private async Task<JsonElement> SendAsync(string method, JsonObject parameters)
    {
        int id = ++_lastId;
        string command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, endOfMessage: true, _limit.Token);
        while (true)
        {
            JsonElement message = await ReceiveAsync();
            if (message.TryGetProperty("id", out JsonElement answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
            {
                return message.TryGetProperty("result", out JsonElement result) ? result : throw new InvalidOperationException(message.GetRawText());
            }

            Take(message);
        }
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("method", out JsonElement method))
        {
            return;
        }

        JsonElement parameters = message.GetProperty("params");
        if (method.ValueEquals("log.entryAdded") && parameters.GetProperty("level").GetString() is "error" or "warn")
        {
            Complaints.Add(parameters.GetProperty("text").GetString() ?? "");
        }
        else if (method.ValueEquals("network.beforeRequestSent"))
        {
            Asked.Add(parameters.GetProperty("request").GetProperty("url").GetString()!);
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);

        return JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
