using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace FlameScope.Tool.Tests;

public sealed class Live_views : IDisposable
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    private readonly string _folder = Directory.CreateTempSubdirectory("flamescope-live-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_end_of_a_pipe_its_heat_map_is_printed(bool isCompressed)
    {
        byte[] input = isCompressed ? await File.ReadAllBytesAsync(ToolProcess.DataFile(Recording), Token) : await TextAsync();
        ToolResult live = await ToolProcess.RunWithInputAsync(input, "live", "-", "--terminal");
        ToolResult map = await ToolProcess.RunWithInputAsync(input, "heatmap", "-");

        Assert.Equal(0, live.ExitCode);
        (string head, string rest) = FirstLineOf(live.Output);
        Assert.StartsWith("live · ", head, StringComparison.Ordinal);
        Assert.Contains(" of 10 min", head, StringComparison.Ordinal);
        Assert.Equal(map.Output, rest);
    }

    [Fact]
    public async Task What_is_kept_is_the_end_of_the_input_and_the_rest_is_counted()
    {
        ToolResult live = await ToolProcess.RunWithInputAsync(await TextAsync(), "live", "-", "--keep", "10s");

        Assert.Equal(0, live.ExitCode);
        Assert.Matches("window 10 s of 10 s · [0-9,]+ samples have left it", live.Output);
    }

    [Fact]
    public async Task A_copy_has_the_bytes_of_the_input()
    {
        byte[] compressed = await File.ReadAllBytesAsync(ToolProcess.DataFile(Recording), Token);
        string copy = PathOf("copy.txt.gz");
        ToolResult live = await ToolProcess.RunWithInputAsync(compressed, "live", "-", "-o", copy);

        Assert.Equal(compressed, await File.ReadAllBytesAsync(copy, Token));
        Assert.Contains($"flamescope flame {copy} --from", live.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_without_times_have_no_map_and_are_counted()
    {
        ToolResult live = await ToolProcess.RunWithInputAsync("main;run;leaf 12\nmain;run;other 3\n"u8.ToArray(), "live", "-");

        Assert.Equal((0, "2 samples without times: there is no heat map of them.\nthe input has ended\n"), (live.ExitCode, live.Output));
    }

    [Theory]
    [InlineData(1, "standard input: The input is empty.", "")]
    [InlineData(1, "standard input: The input is text of an unknown kind; it begins with \"Lorem ipsum\".", "Lorem ipsum\n")]
    public async Task What_cannot_be_read_is_named(int exitCode, string error, string input)
    {
        ToolResult live = await ToolProcess.RunWithInputAsync(Encoding.UTF8.GetBytes(input), "live", "-");

        Assert.Equal((exitCode, ""), (live.ExitCode, live.Output));
        Assert.StartsWith("flamescope: " + error, live.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is to be watched? A FILE that grows, -p PID, or - for a pipe: perf record ")]
    [InlineData("FILE and -p PID exclude each other.", "x.txt", "-p", "7")]
    [InlineData("'10x' is no time for --keep: expected 90s, 10m or 2h, up to 168h.", "-", "--keep", "10x")]
    [InlineData("'0s' is no time for --keep: expected 90s, 10m or 2h, up to 168h.", "-", "--keep", "0s")]
    [InlineData("'much' is no evidence for --alert-above: expected a number such as 20.", "-", "--alert-above", "much")]
    [InlineData("--alert-run and --alert-post need --alert-above EVIDENCE, which says what is worth them.", "-", "--alert-run", "true")]
    [InlineData("'ftp://x' is no address for --alert-post: expected http:// or https://.", "-", "--alert-above", "9", "--alert-post", "ftp://x")]
    [InlineData("--markers is for recordings that are complete: their times are looked up in it.", "-", "--markers", "m.csv")]
    public async Task A_command_line_that_makes_no_sense_is_met_by_one_that_does(string message, params string[] arguments)
    {
        ToolResult live = await ToolProcess.RunAsync(["live", .. arguments]);

        Assert.Equal(2, live.ExitCode);
        Assert.StartsWith("flamescope: " + message, live.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_whose_sizes_are_written_last_is_refused_with_what_to_do()
    {
        byte[] head = new byte[4096];
        "PERFILE2"u8.CopyTo(head);
        head[8] = 104;
        string file = PathOf("perf.data");
        await File.WriteAllBytesAsync(file, head, Token);
        ToolResult live = await ToolProcess.RunAsync("live", file);

        Assert.Equal(1, live.ExitCode);
        Assert.StartsWith($"flamescope: '{file}' is a perf.data file that perf record -o FILE is still writing", live.Error, StringComparison.Ordinal);
        Assert.Contains("perf record --no-buffering -o - … > FILE", live.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_growing_file_is_watched_until_it_is_interrupted_and_anew_where_another_takes_its_place(bool isReplaced)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        byte[] text = await TextAsync();
        int half = text.AsSpan(0, text.Length / 2).LastIndexOf("\n\n"u8) + 2;
        string file = PathOf("growing.txt");
        string copy = PathOf("copy.txt");
        await File.WriteAllBytesAsync(file, text[..half], Token);
        using Process process = ToolProcess.Start("live", file, "-o", copy);
        process.StandardInput.Close();
        await LengthAsync(copy, half);
        if (isReplaced)
        {
            string other = PathOf("other.txt");
            await File.WriteAllBytesAsync(other, text[half..], Token);
            File.Move(other, file, overwrite: true);
            await LengthAsync(copy, text.Length - half);
        }
        else
        {
            await File.AppendAllBytesAsync(file, text[half..], Token);
            await LengthAsync(copy, text.Length);
        }

        // What was copied a moment ago is about to be shown.
        await Task.Delay(1000, Token);
        await InterruptAsync(process);
        ToolResult live = await ToolProcess.ResultOfAsync(process);

        Assert.Equal((0, ""), (live.ExitCode, live.Error));
        ToolResult map = await ToolProcess.RunWithInputAsync(isReplaced ? text[half..] : text, "heatmap", "-");
        Assert.EndsWith(FirstLineOf(map.Output).Others.Replace(" FILE ", $" {copy} ", StringComparison.Ordinal), live.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_pipe_is_told_with_the_command_that_does_not_stall()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        using Process process = ToolProcess.Start("live", "-");
        string? line = await process.StandardError.ReadLineAsync(Token);
        Assert.StartsWith("flamescope: no data from standard input for 3 s. ", line, StringComparison.Ordinal);
        Assert.EndsWith("perf record -F 99 -a -g --no-buffering -o - | stdbuf -oL perf script -i - | flamescope live -", line, StringComparison.Ordinal);
        await InterruptAsync(process);
        Assert.Equal(new ToolResult(130, "", ""), await ToolProcess.ResultOfAsync(process));
    }

    [Fact]
    public async Task On_a_terminal_the_map_is_drawn_in_its_place_and_fits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/script"), "TERMINAL TEST NOT RUN: there is no script(1) (apt-get install bsdutils).");
        string feed = PathOf("feed.txt");
        await File.WriteAllBytesAsync(feed, await TextAsync(), Token);
        string command = $"TERM=xterm-256color dotnet {ToolProcess.Program} live -";
        using Process process = ToolProcess.StartProgram(
            "sh", ["-c", $"exec script -qec \"stty cols 70 rows 24; (head -c 200000 {feed}; sleep 2; tail -c +200001 {feed}) | {command}\" /dev/null < /dev/null"]);
        process.StandardInput.Close();
        ToolResult result = await ToolProcess.ResultOfAsync(process);

        // Each picture begins where the one before it began, so many lines up.
        string[] pictures = result.Output.Replace("\r", "", StringComparison.Ordinal).Split("\e[?7l")[1..];
        Assert.Equal(0, result.ExitCode);
        Assert.True(pictures.Length > 4, $"{pictures.Length} pictures in two seconds: {result.Output[..Math.Min(500, result.Output.Length)]}");
        Assert.All(pictures, picture => Assert.InRange(picture.Count(c => c == '\n'), 1, 23));
        for (int i = 1; i < pictures.Length; i++)
        {
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"\e[{pictures[i - 1].Count(c => c == '\n')}F"), pictures[i], StringComparison.Ordinal);
        }

        Assert.Contains("live · ", pictures[^2], StringComparison.Ordinal);
        Assert.Contains("the input has ended", pictures[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_told_once_run_once_and_posted_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of sh.");
        using HttpListener server = new();
        int port = FreePort();
        server.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        server.Start();
        List<string> posted = [];
        Task serve = ServeAsync(server, posted);
        string ran = PathOf("ran.txt");
        ToolResult live = await ToolProcess.RunWithInputAsync(
            await TextAsync(), "live", "-", "--alert-above", "5", "--alert-run", $"echo \"$FLAMESCOPE_KIND $FLAMESCOPE_EVIDENCE\" >> '{ran}'",
            "--alert-post", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/alerts"));
        server.Stop();
        await serve;

        string[] told = live.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(0, live.ExitCode);
        Assert.NotEmpty(told);
        Assert.All(told, line => Assert.Matches(@"^flamescope: [a-z -]+ \(evidence [0-9.]+\): ", line));
        Assert.Equal(told.Length, told.Distinct().Count());
        Assert.Equal(told.Length, (await File.ReadAllLinesAsync(ran, Token)).Length);
        Assert.Equal(told.Length, posted.Count);
        Assert.All(posted, json => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.ValueKind));
    }

    private static async Task ServeAsync(HttpListener server, List<string> posted)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await server.GetContextAsync();
                using StreamReader body = new(context.Request.InputStream);
                posted.Add(await body.ReadToEndAsync());
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task InterruptAsync(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
    }

    private static async Task LengthAsync(string file, long length)
    {
        while (!File.Exists(file) || new FileInfo(file).Length != length)
        {
            await Task.Delay(20, Token);
        }
    }

    private static async Task<byte[]> TextAsync()
    {
        await using GZipStream file = new(File.OpenRead(ToolProcess.DataFile(Recording)), CompressionMode.Decompress);
        using MemoryStream text = new();
        await file.CopyToAsync(text, Token);
        return text.ToArray();
    }

    private static (string Line, string Others) FirstLineOf(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) is var end ? (text[..end], text[(end + 1)..]) : default;

    private string PathOf(string name) => Path.Combine(_folder, name);
}
