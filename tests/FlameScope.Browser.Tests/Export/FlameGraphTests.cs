using System.Globalization;
using FlameScope.Export;
using FlameScope.Tests.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlameScope.Browser.Tests.Export;

/// <summary>The interactive flame graph of a real recording, opened as a file.</summary>
public sealed class FlameGraphTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FlameTree _tree = FlameTree.Create(ProfileLoader.Load(Repository.PathOf("samples/profiles/orders.perf.gz")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_click_zooms_in_and_the_button_zooms_out()
    {
        await using BrowserPage browser = await OpenAsync();
        IPage page = browser.Page;
        ILocator reset = page.GetByRole(AriaRole.Button, new() { Name = "Reset zoom" });
        ILocator frame = Frame(page, Half());
        double before = await WidthOfAsync(frame);
        await Expect(reset).ToBeDisabledAsync();

        await frame.ClickAsync();
        double zoomed = await WidthOfAsync(frame);
        Assert.Equal(await WidthOfAsync(Frame(page, 0)), zoomed, 1.0);
        Assert.True(zoomed > before + 100, $"{before} to {zoomed}");

        await reset.ClickAsync();
        Assert.Equal(before, await WidthOfAsync(frame), 0.01);
        await Expect(reset).ToBeDisabledAsync();
        browser.AssertNoComplaints();
    }

    [Fact]
    public async Task A_search_marks_frames_and_tells_the_share_that_they_cover()
    {
        await using BrowserPage browser = await OpenAsync();
        IPage page = browser.Page;
        string name = _tree[Half()].NameText;
        int[] hits = [.. Enumerable.Range(1, _tree.Count - 1).Where(i => _tree[i].NameText.Contains(name, StringComparison.OrdinalIgnoreCase))];

        // A match below another one is a part of it.
        long covered = hits.Where(i => !hits.Any(outer => outer < i && i < _tree[outer].SubtreeEnd)).Sum(i => _tree[i].Total);
        await page.GetByRole(AriaRole.Searchbox).FillAsync(System.Text.RegularExpressions.Regex.Escape(name));

        string share = (100.0 * covered / _tree.Total).ToString("F2", CultureInfo.InvariantCulture);
        await Expect(page.GetByText($"Matched {share} %")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator(".f.hit").CountAsync(), 1, hits.Length);
        await Expect(Frame(page, Half())).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(@"\bhit\b"));

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".f.hit")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("no frame is called so");
        await Expect(page.GetByText("No match")).ToBeVisibleAsync();
        browser.AssertNoComplaints();
    }

    [Fact]
    public async Task The_pointer_on_a_frame_shows_its_name_and_counts()
    {
        await using BrowserPage browser = await OpenAsync();
        FlameNode node = _tree[Half()];
        await Frame(browser.Page, Half()).HoverAsync();
        await Expect(browser.Page.Locator("svg > text.name")).ToHaveTextAsync(node.NameText);
        await Expect(browser.Page.Locator("svg > text.note").Last).ToContainTextAsync(node.Total.ToString("N0", CultureInfo.InvariantCulture));
        browser.AssertNoComplaints();
    }

    [Fact]
    public async Task The_keyboard_reaches_frames_zooms_searches_and_resets()
    {
        await using BrowserPage browser = await OpenAsync();
        IPage page = browser.Page;
        await Frame(page, 0).FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        string? reached = await page.EvaluateAsync<string?>("document.activeElement.dataset.i");
        Assert.NotEqual("0", reached);

        ILocator frame = page.Locator($".f[data-i='{reached}']");
        double before = await WidthOfAsync(frame);
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(await WidthOfAsync(Frame(page, 0)), await WidthOfAsync(frame), 1.0);
        await page.Keyboard.PressAsync("0");
        Assert.Equal(before, await WidthOfAsync(frame), 0.01);
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        browser.AssertNoComplaints();
    }

    private async Task<BrowserPage> OpenAsync()
    {
        string file = _folder.PathOf("flames.svg");
        using (FileStream output = File.Create(file))
        {
            // Frames of any width are drawn, so that the drawing's order is the tree's.
            new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = 0 }).Export(_tree, output);
        }

        return await chromium.OpenAsync(new Uri(file));
    }

    // The first frame that holds between a tenth and a half of everything.
    private int Half() => Enumerable.Range(1, _tree.Count - 1).First(i => _tree[i].Total * 2 < _tree.Total && _tree[i].Total * 10 > _tree.Total);

    private static ILocator Frame(IPage page, int node) => page.Locator($".f[data-i='{node}']");

    private static async Task<double> WidthOfAsync(ILocator frame) =>
        double.Parse((await frame.Locator("rect").GetAttributeAsync("width"))!, CultureInfo.InvariantCulture);
}
