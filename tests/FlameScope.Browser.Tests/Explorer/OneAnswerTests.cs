using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Tests.Processes;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Library, command, API and page give one answer to one question: every filter, every form of time, every format.</summary>
public sealed class OneAnswerTests(Chromium chromium) : IAsyncLifetime
{
    private readonly Dictionary<string, SampleStore> _stores = [];
    private ExplorerSite _site = null!;

    public static TheoryData<string> Questions => [.. Question.All.Select(question => question.Name)];

    public static TheoryData<string, string> Formats
    {
        get
        {
            TheoryData<string, string> formats = [];
            AddOf<HeatMap>("heatmap");
            AddOf<FlameTree>("flame");
            AddOf<ProfileSlice>("flame");
            AddOf<FlameDiff>("diff");
            AddOf<TopTable>("top");
            return formats;

            void AddOf<T>(string view)
            {
                foreach (ExportFormat<T> format in ExportFormats.Default.Of<T>())
                {
                    formats.Add(view, format.Name);
                }
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        _site = await ExplorerSite.StartAsync(Question.Orders, Question.Segstore);
        File.Copy(Repository.PathOf("tests/FlameScope.Core.Tests/Data/corpus/formats/34-multi-event.txt.gz"), _site.Folder.PathOf(Question.Events));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Library_command_and_API_answer_alike(string name)
    {
        Question question = QuestionNamed(name);
        FlameTree tree = FlameTree.Create(question.Slice(StoreOf(question.Recording)));
        HeatMap map = HeatMap.Create(question.Slice(StoreOf(question.Recording)));

        using JsonDocument command = JsonDocument.Parse(await CommandAsync(["flame", question.Recording, .. question.Command, "--json"]), Deep);
        using JsonDocument api = JsonDocument.Parse(await ApiAsync($"flame?profile={question.Recording}&{question.Api}"), Deep);
        using JsonDocument cells = JsonDocument.Parse(await ApiAsync($"heatmap?profile={question.Recording}&{question.Api}"), Deep);

        string expected = CoverageOf(tree.Coverage);
        Assert.NotEqual(0, tree.Total);
        Assert.Equal(expected, command.RootElement.GetProperty("coverage").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(expected, api.RootElement.GetProperty("coverage").GetRawText());
        Assert.Equal(tree.Total, api.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(tree.Metric.Unit, api.RootElement.GetProperty("unit").GetString());
        Assert.Equal(map.ColumnTotals.ToArray().Sum(), cells.RootElement.GetProperty("data").GetProperty("totals").EnumerateArray().Sum(total => total.GetInt64()));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task The_page_answers_alike(string name)
    {
        Question question = QuestionNamed(name);
        FlameTree tree = FlameTree.Create(question.Slice(StoreOf(question.Recording)));

        await using ExplorerPage page = await _site.OpenAsync(chromium, $"?profile={question.Recording}&{question.Api}");

        await page.WaitForSliceAsync(tree.Metric == Metric.Samples ? string.Create(CultureInfo.InvariantCulture, $"{tree.Total:N0} sample") : Rounded(tree.Total));
        page.AssertNoComplaints();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Files_are_the_same_wherever_they_are_written(string view, string format)
    {
        SampleStore store = StoreOf(Question.Orders);
        string[] slice = ["--from", "7.294", "--to", "7.544"];
        string command = (view, format) switch
        {
            ("flame", "speedscope" or "firefox" or "cpuprofile") => await CommandAsync(["convert", Question.Orders, .. slice, "--format", format]),
            ("diff", _) => await CommandAsync(["diff", Question.Orders, .. slice, "--base-from", "4", "--base-to", "7", "--format", format]),
            _ => await CommandAsync([view, Question.Orders, .. slice, "--format", format.ToUpperInvariant()]),
        };

        string api = await ApiAsync($"export?profile={Question.Orders}&from=7.294&to=7.544&baseFrom=4&baseTo=7&rows=50&width=both&view={view}&format={format}");

        Assert.Equal(Exported(store, view, format), command);
        Assert.Equal(command, api);
    }

    [Theory]
    [InlineData("Flame graph as SVG", "flame", "svg")]
    [InlineData("Flame graph as JSON", "flame", "json")]
    [InlineData("Flame graph as folded stacks", "flame", "folded")]
    public async Task What_the_page_downloads_is_what_the_command_writes(string entry, string view, string format)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, $"?profile={Question.Orders}&from=7.294&to=7.544");
        await page.Page.Locator("#download").ClickAsync();
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = entry }).ClickAsync());

        Assert.Equal(
            await CommandAsync([view, Question.Orders, "--from", "7.294", "--to", "7.544", "--names", "short", "--format", format, .. format == "svg" ? (string[])["--icicle"] : []]),
            await File.ReadAllTextAsync(await download.PathAsync()));
    }

    private static JsonDocumentOptions Deep => new() { MaxDepth = 4096 };

    private static string Exported(SampleStore store, string view, string format)
    {
        ProfileSlice slice = store.Slice(store.RangeOfSeconds(7.294, 7.544));
        ExportOptions options = new() { DiffWidth = FlameDiffWidth.Both };
        return view switch
        {
            "heatmap" => ExportFormats.Default.Find<HeatMap>(format)!.Create(options).ExportToString(HeatMap.Create(slice)),
            "diff" => ExportFormats.Default.Find<FlameDiff>(format)!.Create(options)
                .ExportToString(FlameDiff.Create(FlameTree.Create(store.Slice(store.RangeOfSeconds(4, 7))), FlameTree.Create(slice))),
            "top" => ExportFormats.Default.Find<TopTable>(format)!.Create(options).ExportToString(TopTable.Create(slice)),
            _ when ExportFormats.Default.Find<ProfileSlice>(format) is ExportFormat<ProfileSlice> whole => whole.Create(options).ExportToString(slice),
            _ => ExportFormats.Default.Find<FlameTree>(format)!.Create(options).ExportToString(FlameTree.Create(slice)),
        };
    }

    // Nanoseconds as the page tells them: three digits in the unit that suits them.
    private static string Rounded(long nanoseconds)
    {
        (double value, string unit) = nanoseconds >= 1_000_000_000 ? (nanoseconds / 1e9, "s") : (nanoseconds / 1e6, "ms");
        return string.Create(CultureInfo.InvariantCulture, $"{(value >= 100 ? Math.Round(value) : Math.Round(value, value >= 10 ? 1 : 2)):0.##} {unit}");
    }

    private static string CoverageOf(Coverage coverage)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteCoverageValue(coverage);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private Question QuestionNamed(string name)
    {
        Question question = Question.All.Single(one => one.Name == name);
        return question.In(StoreOf(question.Recording));
    }

    private SampleStore StoreOf(string recording)
    {
        if (!_stores.TryGetValue(recording, out SampleStore? store))
        {
            _stores.Add(recording, store = ProfileLoader.Load(_site.Folder.PathOf(recording)));
        }

        return store;
    }

    private async Task<string> CommandAsync(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "flamescope.dll"), .. arguments])
        {
            WorkingDirectory = _site.Folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private async Task<string> ApiAsync(string request)
    {
        using HttpClient client = new() { BaseAddress = new Uri(_site.Address) };
        using HttpResponseMessage response = await client.GetAsync($"api/{request}", TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{request}: {text}");
        return text;
    }
}
