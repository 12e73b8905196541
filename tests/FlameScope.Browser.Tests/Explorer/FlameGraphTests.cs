using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Reading the flame graph: zoom, search, table, sandwich, filters.</summary>
public sealed class FlameGraphTests(Chromium chromium) : IAsyncLifetime
{
    private const string Burst = "?profile=orders.perf.gz&from=7.2&to=7.6";
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_click_zooms_and_Backspace_the_breadcrumb_and_zero_go_back()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&layout=icicle");
        await page.WaitForSliceAsync("38 samples");
        // The second level's first frame: the thread that rebuilds the index.
        await page.Page.Locator("#graph canvas").ClickAsync(new LocatorClickOptions { Position = new Position { X = 60, Y = 27 } });
        ILocator crumbs = page.Page.Locator("#crumbs button");
        await Assertions.Expect(crumbs.Last).ToHaveTextAsync("Index Rebuilder");
        Assert.NotEqual("", page.Query("zoom"));
        await page.Page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeHiddenAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(crumbs.Last).ToHaveTextAsync("Index Rebuilder");
        await page.Page.Keyboard.PressAsync("0");
        await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Zero_and_Backspace_before_the_first_tree_reset_the_zoom()
    {
        foreach (string key in (string[])["0", "Backspace"])
        {
            await using ExplorerPage page = await _site.OpenAsync(chromium);
            TaskCompletionSource tree = await page.HoldAsync(address => address.Contains("api/flame", StringComparison.Ordinal));
            await page.Page.GotoAsync(_site.Address + Burst + "&zoom=4");
            await Assertions.Expect(page.Page.Locator("#facts")).ToContainTextAsync("99 Hz");
            await page.Page.Keyboard.PressAsync(key);
            tree.SetResult();
            await page.WaitForSliceAsync("38 samples");
            await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeHiddenAsync();
            Assert.Equal("", page.Query("zoom"));
            page.AssertNoComplaints();
        }
    }

    // Who drags over the heat map sees the roots of the stacks, where their names are widest.
    [Fact]
    public async Task Heat_map_and_flame_graph_fit_into_a_window_together()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.Page.SetViewportSizeAsync(1280, 900);
        await page.WaitForSliceAsync("38 samples");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("1 finding");
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"));
        int rows = await page.Page.EvaluateAsync<int>("Math.floor(document.querySelector('#graph').clientHeight / 18)");
        Assert.True(rows >= 15, $"{rows} rows");
    }

    [Fact]
    public async Task The_address_names_the_frame_of_the_sandwich()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Keyboard.PressAsync("s");
        ILocator title = page.Page.Locator("#sandwich h3").First;
        await Assertions.Expect(title).ToContainTextAsync("Callers of ");
        Assert.Equal($"Callers of {page.Query("of")}", await title.TextContentAsync());
    }

    [Fact]
    public async Task The_root_has_one_name()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&layout=icicle&zoom=2");
        await Assertions.Expect(page.Page.Locator("#crumbs button").First).ToHaveTextAsync("root");
        await page.Page.Locator("#crumbs button").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeHiddenAsync();
        await page.Page.Locator("#graph canvas").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 60, Y = 9 } });
        await Assertions.Expect(page.Page.Locator("#tip strong")).ToHaveTextAsync("root");
        await Assertions.Expect(page.Page.Locator("#frame-status")).ToContainTextAsync("root · 38 samples (100%)");
    }

    [Theory]
    [InlineData("orders.perf.gz", 1)]
    [InlineData("gcpulse.perf.gz", 2)]
    public async Task A_tree_of_which_nothing_was_left_out_is_not_asked_for_again(string profile, int requests)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=segstore");
        int asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.Contains("api/flame", StringComparison.Ordinal) ? 1 : 0;
        await page.FollowAsync($"?profile={profile}");
        await page.WaitForSliceAsync("samples");
        await page.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Page.Locator("#table [role=row]").Nth(1)).ToBeVisibleAsync();
        Assert.Equal(requests, asked);
    }

    [Fact]
    public async Task Heading_picture_and_matches_are_of_one_tree_while_the_whole_follows_what_is_wide()
    {
        const string Match = "31,111,235";
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&layout=icicle&q=.");
        await page.WaitForSliceAsync("Whole capture · 4,695 samples");
        ILocator matches = page.Page.Locator("#matches");
        string ofAll = await matches.InnerTextAsync();
        TaskCompletionSource whole = await page.HoldAsync(address => address.Contains("api/flame", StringComparison.Ordinal) && !address.Contains("least", StringComparison.Ordinal));
        await page.FollowAsync("?profile=gcpulse.perf.gz&layout=icicle&q=.&to=9");
        await Assertions.Expect(page.Slice).ToContainTextAsync("0.000–9.000 s");
        await AssertOneTreeAsync();
        string ofWide = await matches.InnerTextAsync();
        Assert.NotEqual(ofAll, ofWide);
        whole.SetResult();
        await page.WaitForSliceAsync("0.000–9.000 s");
        await AssertOneTreeAsync();
        Assert.NotEqual(ofWide, await matches.InnerTextAsync());

        async Task AssertOneTreeAsync()
        {
            await page.Page.Locator("#graph canvas").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 60, Y = 27 } });
            await page.Page.Locator("#graph canvas").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 60, Y = 9 } });
            string samples = (await page.Slice.InnerTextAsync()).Split(" · ")[^1];
            await Assertions.Expect(page.Page.Locator("#frame-status")).ToContainTextAsync($"root · {samples} (100%)");
            await Assertions.Expect(matches).ToContainTextAsync(" matches");
            Assert.True(await page.HasColorAsync("#graph canvas", Match));
        }
    }

    [Fact]
    public async Task A_search_tells_the_share_without_counting_twice_and_walks_the_matches()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("Interpreter");
        ILocator said = page.Page.Locator("#matches");
        // Both towers have it several times over: all samples, and no more.
        await Assertions.Expect(said).ToContainTextAsync("100%");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(said).ToContainTextAsync("1 of ");
        await page.Page.Locator("#graph canvas").FocusAsync();
        await page.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(said).ToContainTextAsync("2 of ");
        await page.Page.Keyboard.PressAsync("Shift+N");
        await Assertions.Expect(said).ToContainTextAsync("1 of ");
        Assert.Equal("Interpreter", page.Query("q"));
    }

    [Fact]
    public async Task A_search_that_is_no_regular_expression_is_plain_text()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&names=full&q=rebuildIndex%28");
        await Assertions.Expect(page.Page.Locator("#matches")).ToContainTextAsync("65.8%");
    }

    [Fact]
    public async Task The_table_has_the_frames_as_text_and_a_row_opens_the_sandwich()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Keyboard.PressAsync("t");
        ILocator row = page.Page.Locator("#table .rows [role=row]").First;
        await Assertions.Expect(row).ToContainTextAsync("java.util.DualPivotQuicksort");
        await page.Page.Locator("#search").FillAsync("priceOrder");
        await Assertions.Expect(page.Page.Locator("#table .filter")).ToContainTextAsync("1 of ");
        await row.ClickAsync();
        await Assertions.Expect(page.Page.Locator("#sandwich h3").First).ToContainTextAsync("Callers of Orders.priceOrder");
        Assert.Equal("sandwich", page.Query("view"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_menu_of_a_frame_shows_it_on_the_heat_map()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&layout=icicle");
        await page.WaitForSliceAsync("38 samples");
        LocatorClickOptions right = new() { Button = MouseButton.Right, Position = new Position { X = 60, Y = 27 } };
        await page.Page.Locator("#graph canvas").ClickAsync(right);
        await page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { NameRegex = new Regex("When does it run") }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("172 of 3,615 samples shown");
        await page.WaitForSliceAsync("25 samples");
        Assert.Equal("=Index Rebuilder", page.Query("command"));
    }

    [Fact]
    public async Task A_hidden_frame_leaves_its_callees()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&hide=%3Dstart_thread&view=table");
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Locator("#search").FillAsync("start_thread");
        await Assertions.Expect(page.Page.Locator("#table .filter")).ToContainTextAsync("0 of ");
    }

    [Fact]
    public async Task Filters_change_every_view_and_can_be_cleared()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz");
        await page.WaitForSliceAsync("1,189 samples");
        await page.AddFilterAsync("frame", "/rebuild/i");
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("170 of 3,615 samples shown");
        await page.WaitForSliceAsync("170 samples");
        await page.TakeFilterAsync("idle", "1");
        await Assertions.Expect(page.Page.Locator(".chip")).ToHaveTextAsync(["frame/rebuild/i×", "idle cpusshown×"]);
        await page.Page.Locator("#clear-filters").ClickAsync();
        await page.WaitForSliceAsync("1,189 samples");
        await Assertions.Expect(page.Page.Locator(".chip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keys_turn_the_graph_over()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Keyboard.PressAsync("f");
        Assert.Equal("flame", page.Query("layout"));
        await page.Page.Keyboard.PressAsync("f");
        Assert.Equal("", page.Query("layout"));
        await page.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.Locator("#help")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Downloads_are_of_what_is_on_the_screen()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Locator("#download").ClickAsync();
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Flame graph as folded stacks" }).ClickAsync());
        Assert.Equal("orders.perf.gz.folded", download.SuggestedFilename);
        string[] lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(38, lines.Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task The_heat_maps_download_is_of_the_whole_capture()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Locator("#download").ClickAsync();
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Heat map as JSON" }).ClickAsync());
        using System.Text.Json.JsonDocument map = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync()));
        Assert.Equal(31, map.RootElement.GetProperty("columns").GetArrayLength());
    }
}
