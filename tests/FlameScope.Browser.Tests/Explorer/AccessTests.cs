using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Every state of the page for those who see little, or use no mouse: axe, forced colours, and the keyboard.</summary>
public sealed class AccessTests(Chromium chromium) : IAsyncLifetime
{
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("light", "")]
    [InlineData("dark", "")]
    [InlineData("light", "&view=table&baseFrom=5&baseTo=7")]
    [InlineData("dark", "&rowsBy=thread&command=%3DIndex+Rebuilder&excludeFrame=sort")]
    [InlineData("dark", "&view=sandwich&q=Interpreter")]
    [InlineData("light", "&view=chart&beside=tree")]
    [InlineData("dark", "&view=tree&q=sort&mapFrom=5&mapTo=9")]
    [InlineData("light", "&baseProfile=gcpulse.perf.gz&baseFrom=4&baseTo=5")]
    public async Task The_page_passes_axe(string theme, string state)
    {
        string script = await AxeCore.ScriptAsync();
        await using ExplorerPage page = await _site.OpenAsync(chromium, $"?profile=orders.perf.gz&from=7.2&to=7.6&theme={theme}{state}");
        await page.WaitForSliceAsync(" samples");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToContainTextAsync("finding");
        await page.Page.EvaluateAsync(script);
        await AssertPassesAsync(page);
        foreach (string opener in (string[])["#add-filter-button", "#options-button", "#goto-button", "#help-button", "#notes-button", "#profiles-button"])
        {
            await page.Page.Locator(opener).ClickAsync();
            await Assertions.Expect(page.Page.Locator(":popover-open, dialog[open]")).ToBeVisibleAsync();
            await AssertPassesAsync(page);
            await page.Page.Keyboard.PressAsync("Escape");
        }

        await page.Page.Locator("#download").ClickAsync();
        await AssertPassesAsync(page);
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.SetViewportSizeAsync(390, 844);
        await AssertPassesAsync(page);
    }

    [Theory]
    [InlineData("?profile=gone.perf")]
    [InlineData("?profile=orders.perf.gz&from=7.2&to=7.6&command=nobody")]
    [InlineData("?profile=whole.folded")]
    [InlineData("?profile=orders.perf.gz&from=900&to=901")]
    public async Task Empty_states_and_errors_pass_axe(string state)
    {
        string script = await AxeCore.ScriptAsync();
        await File.WriteAllTextAsync(_site.Folder.PathOf("whole.folded"), "app;main 3\n");
        await using ExplorerPage page = await _site.OpenAsync(chromium, state);
        await Assertions.Expect(page.Page.Locator(".notice:not([hidden]) strong").First).ToBeVisibleAsync();
        await page.Page.EvaluateAsync(script);
        await AssertPassesAsync(page);
    }

    [Theory]
    [InlineData("", ColorScheme.Light)]
    [InlineData("&baseFrom=5&baseTo=7", ColorScheme.Dark)]
    [InlineData("&view=table", ColorScheme.Dark)]
    public async Task Forced_colours_keep_what_is_chosen_and_the_canvases(string state, ColorScheme scheme)
    {
        string script = await AxeCore.ScriptAsync();
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=missing");
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active, ColorScheme = scheme });
        await page.Page.GotoAsync($"{_site.Address}?profile=gcpulse.perf.gz&from=4.2&to=4.5{state}");
        await page.WaitForSliceAsync(" samples");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToContainTextAsync("finding");

        // Colours of the system alone do not tell what is pressed.
        Assert.Equal("solid", await page.Page.Locator(".tabs [aria-pressed=true]").EvaluateAsync<string>("button => getComputedStyle(button).outlineStyle"));
        Assert.Equal("none", await page.Page.Locator(".tabs [aria-pressed=false]").First.EvaluateAsync<string>("button => getComputedStyle(button).outlineStyle"));
        Assert.Equal("none", await page.Page.Locator("#legend i").First.EvaluateAsync<string>("box => getComputedStyle(box).forcedColorAdjust"));
        Assert.Equal("none", await page.Page.Locator(".mark").First.EvaluateAsync<string>("mark => getComputedStyle(mark).forcedColorAdjust"));
        await page.Page.Locator("#findings-list button").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("#findings-list [aria-current]")).ToHaveCSSAsync("outline-style", "solid");
        Assert.True(await page.Page.EvaluateAsync<bool>("new Set(document.querySelector('#heat').getContext('2d').getImageData(60, 60, 400, 100).data).size > 8"));
        await page.Page.EvaluateAsync(script);
        await AssertPassesAsync(page);
    }

    [Fact]
    public async Task A_finding_is_reached_and_read_without_a_mouse()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("3 findings");
        await page.Page.Locator("#findings-toggle").FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#findings-list [aria-current]")).ToBeFocusedAsync();
        await page.WaitForSliceAsync("ranges");
        await page.Page.Keyboard.PressAsync("t");
        ILocator row = page.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Frames" }).GetByRole(AriaRole.Row).Nth(1);
        await row.FocusAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Cell).First).Not.ToBeEmptyAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Page.Locator("#table [aria-rowindex='3']")).ToBeFocusedAsync();
        page.AssertNoComplaints();
    }

    private static async Task AssertPassesAsync(ExplorerPage page) => Assert.Empty(await page.Page.EvaluateAsync<string[]>(
        "axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`))"));
}
