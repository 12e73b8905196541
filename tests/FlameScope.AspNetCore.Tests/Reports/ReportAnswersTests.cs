using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FlameScope.Report;
using FlameScope.Tests.Processes;

namespace FlameScope.AspNetCore.Tests.Reports;

/// <summary>A report answers what the server answers: cell by cell, node by node. Both are asked the same, at random.</summary>
public sealed class ReportAnswersTests
{
    private const string Page = "src/FlameScope.Report/page";

    // FLAMESCOPE_ITERATIONS=10 asks a thousand.
    private static readonly int Queries = 100
        * (int.TryParse(Environment.GetEnvironmentVariable("FLAMESCOPE_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int factor) ? Math.Max(1, factor) : 1);

    [Theory]
    [InlineData("orders.perf.gz", "gcpulse.perf.gz")]
    [InlineData("gcpulse.perf.gz", "segstore.perf.gz")]
    [InlineData("segstore.perf.gz", "orders.perf.gz")]
    [InlineData("34-multi-event.txt.gz", "orders.perf.gz")]
    [InlineData("09-srcline.txt.gz", "34-multi-event.txt.gz")]
    [InlineData("node-catalog-99hz.cpuprofile", "09-srcline.txt.gz")]
    public async Task A_report_answers_what_the_server_answers(string file, string baseline)
    {
        Assert.SkipUnless(Directory.Exists(Repository.PathOf($"{Page}/node_modules")), $"{Page}/node_modules is not there: a report's answers are NOT COMPARED with the server's.");
        await using ExplorerApp app = await ExplorerApp.StartAsync([file, baseline]);
        using TemporaryFolder folder = new();
        SampleStore store = ProfileLoader.Load(ExplorerApp.DataPath(file));
        WriteReport(store, file, baseline, folder.PathOf("report.html"));

        RandomQueries random = new(store, file, baseline, seed: 21);
        ReportQuery[] queries = [.. Enumerable.Range(0, Queries).Select(_ => random.Next())];
        string[] answers = await AskReportAsync(folder, queries);
        List<string> differences = [];
        int answered = 0;
        for (int i = 0; i < queries.Length; i++)
        {
            using JsonDocument report = JsonDocument.Parse(answers[i]);
            answered += report.RootElement.TryGetProperty("problem", out _) ? 0 : 1;
            if (await DifferenceAsync(app, queries[i], report.RootElement) is string difference)
            {
                differences.Add($"{queries[i].Line}\n    {difference}");
            }
        }

        Assert.True(answered > queries.Length / 2, $"Of {queries.Length} questions only {answered} make sense.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {queries.Length} answers differ, such as\n{string.Join('\n', differences.Take(10))}");
    }

    private static void WriteReport(SampleStore store, string file, string baseline, string path)
    {
        HtmlReportExporter exporter = new(new HtmlReportOptions
        {
            File = ReportedFile.From(ExplorerApp.DataPath(file)),
            Baseline = ProfileLoader.Load(ExplorerApp.DataPath(baseline)),
            BaselineFile = ReportedFile.From(ExplorerApp.DataPath(baseline)),
        });
        ArrayBufferWriter<byte> html = new();
        exporter.Export(store, html);
        File.WriteAllBytes(path, html.WrittenSpan);
    }

    private static async Task<string[]> AskReportAsync(TemporaryFolder folder, ReportQuery[] queries)
    {
        await File.WriteAllLinesAsync(folder.PathOf("queries"), queries.Select(static query => query.Line), TestContext.Current.CancellationToken);
        ProgramRun run = await ProgramRun.RunAsync(
            "node",
            [Repository.PathOf($"{Page}/tests/report-answers.mjs"), folder.PathOf("report.html"), folder.PathOf("queries")],
            Repository.Root,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        string[] answers = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(queries.Length, answers.Length);
        return answers;
    }

    private static async Task<string?> DifferenceAsync(ExplorerApp app, ReportQuery query, JsonElement report)
    {
        using HttpResponseMessage response = await app.Client.GetAsync(query.Address, TestContext.Current.CancellationToken);
        using JsonDocument server = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), new JsonDocumentOptions { MaxDepth = 1_000 });
        bool isRefused = report.TryGetProperty("problem", out JsonElement problem);
        if (response.IsSuccessStatusCode)
        {
            return isRefused ? $"the report refuses: {problem}" : AnswerDifference.Of(server.RootElement, report);
        }

        bool isSame = isRefused && problem.TryGetProperty("status", out JsonElement status) && status.GetInt32() == (int)response.StatusCode;
        return isSame ? null : $"the server refuses: {server.RootElement}, the report {(isRefused ? problem.ToString() : "does not")}";
    }
}
