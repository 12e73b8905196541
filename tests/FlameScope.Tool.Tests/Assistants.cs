using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FlameScope.Tool.Tests;

/// <summary>What <c>flamescope mcp</c> answers to the protocol's own client.</summary>
public sealed class Assistants : IAsyncLifetime
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    private McpClient _client = null!;

    public async ValueTask InitializeAsync() => _client = await McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions { Name = "flamescope", Command = "dotnet", Arguments = [ToolProcess.Program, "mcp", Samples] }),
        cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task Every_tool_only_reads_and_says_what_it_takes()
    {
        IList<McpClientTool> tools = await _client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["list_recordings", "recording_info", "find_perturbations", "heat_map", "top_functions", "flame_graph", "stack_chart", "compare"], tools.Select(tool => tool.Name));
        Assert.All(tools, tool =>
        {
            Assert.True(tool.ProtocolTool.Annotations!.ReadOnlyHint);
            Assert.False(tool.JsonSchema.GetProperty("additionalProperties").GetBoolean());
            Assert.All(tool.JsonSchema.GetProperty("properties").EnumerateObject(), parameter =>
                Assert.NotEmpty(parameter.Value.GetProperty("description").GetString()!));
        });
    }

    [Fact]
    public async Task From_the_list_to_the_function_that_stalls_the_others()
    {
        Assert.Contains("gcpulse.perf.gz · perf script · ", await AskAsync("list_recordings"), StringComparison.Ordinal);
        string info = await AskAsync("recording_info", ("profile", "gcpulse.perf.gz"));
        Assert.Contains("samples from 0.549562 s to 12.543653001 s; second 0 is 2026-11-22T19:41:48.12", info, StringComparison.Ordinal);

        string found = await AskAsync("find_perturbations", ("profile", "gcpulse.perf.gz"), ("from", "19:41:52"), ("to", "19:41:53"));
        Assert.Contains("burst: 4.21–4.51 s (299 ms, 2 times): P.CompactSegments → P.MergeRun in Compactor", found, StringComparison.Ordinal);
        Assert.Contains("more in it: P.MergeRun (perf-20528.map), 0.0 % before, 71.5 % during", found, StringComparison.Ordinal);

        string compared = await AskAsync("compare", ("profile", "gcpulse.perf.gz"), ("from", 4.2), ("to", 4.5), ("limit", 1));
        Assert.Contains("\"P.CompactSegments\",jit,", compared, StringComparison.Ordinal);
        Assert.Contains("more functions, which changed less", compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_view_says_what_it_stands_on()
    {
        foreach (string tool in (string[])["top_functions", "flame_graph", "stack_chart", "find_perturbations", "compare"])
        {
            string answer = await AskAsync(tool, ("profile", "gcpulse.perf.gz"), ("from", 4), ("to", 5), ("thread", new[] { "20538", "20537" }));
            Assert.Contains(" samples shown · 0 idle · 0 other events · 0 unparsed · 0 lost · ", answer, StringComparison.Ordinal);
            Assert.Contains(" filtered out", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_tree_and_a_table_hold_what_the_command_shows()
    {
        string tree = await AskAsync("flame_graph", ("profile", "gcpulse.perf.gz"), ("from", 4.2), ("to", 4.5), ("least", 0.2));
        Assert.Contains("\n71.4 % Compactor\n", tree, StringComparison.Ordinal);
        string top = await AskAsync("top_functions", ("profile", "gcpulse.perf.gz"), ("limit", 1), ("command", new[] { "=gcpulse" }));
        Assert.EndsWith("90.6 % · 91.2 % · P.MarkBlock (perf-20528.map)\n", top, StringComparison.Ordinal);
        string map = await AskAsync("heat_map", ("profile", "gcpulse.perf.gz"), ("from", 0), ("to", 3));
        Assert.Contains("\n1 · 361 · 27 at 1.4\n", map, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_tells_what_a_thread_did_in_the_order_of_time()
    {
        string chart = await AskAsync("stack_chart", ("profile", "gcpulse.perf.gz"), ("from", 4), ("to", 5), ("command", new[] { "Compactor" }));
        Assert.Matches("(?m)^thread Compactor [0-9]+: [0-9]+ samples$", chart);
        Match burst = Regex.Match(chart, "(?m)^ +4\\.[2-5][0-9]*–4\\.[2-5][0-9]* .*P\\.CompactSegments ×2 → P\\.MergeRun$");
        Assert.True(burst.Success, chart);
    }

    [Fact]
    public async Task An_answer_is_never_longer_than_an_assistant_can_read()
    {
        string tree = await AskAsync("flame_graph", ("profile", "gcpulse.perf.gz"), ("least", 0));
        Assert.InRange(tree.Length, 20_000, 24_200);
        Assert.Matches("… [0-9,]+ more lines: ask for a shorter slice, for less of it with filters, or with a limit.\n$", tree);
    }

    [Theory]
    [InlineData("top_functions", "profile", "../LICENSE", "There is no profile \"../LICENSE\".")]
    [InlineData("top_functions", "prifile", "gcpulse.perf.gz", "top_functions takes no 'prifile': it takes profile, from, to, limit, event")]
    [InlineData("recording_info", "", "", "recording_info needs 'profile': Name of the recording")]
    [InlineData("top", "", "", "There is no tool 'top'; there are list_recordings, ")]
    public async Task What_is_wrong_with_a_question_is_its_answer(string tool, string parameter, string value, string expected)
    {
        CallToolResult result = await CallAsync(tool, parameter.Length == 0 ? [] : [(parameter, value)]);
        Assert.True(result.IsError);
        Assert.StartsWith(expected, TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_the_recording_does_not_know_are_refused_as_by_the_api()
    {
        CallToolResult result = await CallAsync("top_functions", ("profile", "gcpulse.perf.gz"), ("frame", new[] { "/(/" }));
        Assert.True(result.IsError);
        Assert.Contains("/(/", TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_its_input()
    {
        using Process process = ToolProcess.Start("mcp", Samples);
        process.StandardInput.Close();
        ToolResult result = await ToolProcess.ResultOfAsync(process);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_one_line()
    {
        ToolResult result = await ToolProcess.RunAsync("mcp", "nowhere");
        Assert.Equal((1, "flamescope: there is no file or folder 'nowhere'.\n"), (result.ExitCode, result.Error));
    }

    private async Task<string> AskAsync(string tool, params (string Name, object Value)[] arguments)
    {
        CallToolResult result = await CallAsync(tool, arguments);
        Assert.False(result.IsError, TextOf(result));
        return TextOf(result);
    }

    private async Task<CallToolResult> CallAsync(string tool, params (string Name, object Value)[] arguments) => await _client.CallToolAsync(
        tool, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value), cancellationToken: TestContext.Current.CancellationToken);

    private static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
