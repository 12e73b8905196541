using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>What functions are called on the page, how often they called themselves, and where they stand in their source.</summary>
public sealed class NameTests(Chromium chromium) : IAsyncLifetime
{
    private const string Tiers =
        "app;main;void [app] P::Run(int32)[Tier0];leaf 30\napp;main;void [app] P::Run(int32)[OptimizedTier1];leaf 40\n"
        + "app;main;walk;walk;walk;read 30\n";

    private const string Script =
        """
        {"nodes":[
        {"id":1,"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"hitCount":0,"children":[2]},
        {"id":2,"callFrame":{"functionName":"route","scriptId":"1","url":"/app/lib/index.js","lineNumber":11,"columnNumber":8},"hitCount":2}],
        "startTime":1000,"endTime":5000,"samples":[2,2],"timeDeltas":[1000,1000]}
        """;

    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ExplorerSite.StartAsync();
        await File.WriteAllTextAsync(_site.Folder.PathOf("tiers.folded"), Tiers);
        await File.WriteAllTextAsync(_site.Folder.PathOf("app.cpuprofile"), Script);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Names_are_short_and_tiers_one_function_until_full_names_are_chosen_and_the_numbers_are_the_librarys()
    {
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("tiers.folded"));
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=tiers.folded&view=table");
        await AssertTableAsync(TopTable.Create(store.WithNames(FrameNames.Short)));
        ILocator run = page.Page.Locator("#table .rows .row").Filter(new LocatorFilterOptions { HasText = "P::Run" });
        await Assertions.Expect(run).ToHaveCountAsync(1);
        await page.ChooseAsync("names", "full");
        Assert.Equal("full", page.Query("names"));
        await Assertions.Expect(run).ToHaveCountAsync(2);
        await AssertTableAsync(TopTable.Create(store));
        page.AssertNoComplaints();

        async Task AssertTableAsync(TopTable table)
        {
            await Assertions.Expect(page.Page.Locator("#table .filter")).ToContainTextAsync(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table.Rows.Count + 1} frames"));
            foreach (TopRow row in table.Rows)
            {
                string[] cells = [.. await page.Page.Locator("#table .rows .row").Filter(new LocatorFilterOptions { Has = page.Page.Locator($"text={row.Name} >> nth=0") })
                    .First.Locator("[role=cell]").AllInnerTextsAsync()];
                Assert.Equal(row.Name, cells[0]);
                Assert.Equal((row.Self.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Total.ToString(System.Globalization.CultureInfo.InvariantCulture)), (cells[1], cells[3]));
            }
        }
    }

    [Fact]
    public async Task The_tooltip_has_the_whole_name_and_a_menu_copies_it()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=tiers.folded&root=none");
        await page.WaitForSliceAsync("100 samples");
        (float x, float y) = await RowAsync(page, 2);
        await page.Page.Mouse.MoveAsync(x, y);
        ILocator tip = page.Page.Locator("#tip");
        await Assertions.Expect(tip.Locator("strong")).ToHaveTextAsync("P::Run");
        await Assertions.Expect(tip).ToContainTextAsync("void [app] P::Run(int32)[Tier0]");
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Page.Mouse.ClickAsync(x, y, new MouseClickOptions { Button = MouseButton.Right });
        await page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Copy name" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#frame-status")).ToContainTextAsync("Copied");
        Assert.Equal("void [app] P::Run(int32)[Tier0]", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_function_that_only_calls_itself_is_one_row_which_says_how_often()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=tiers.folded&root=none");
        await page.WaitForSliceAsync("100 samples");
        (float _, float y) = await RowAsync(page, 2);
        LocatorBoundingBoxResult box = (await page.Page.Locator("#graph canvas").BoundingBoxAsync())!;
        float right = box.X + (box.Width * 0.9f);
        await page.Page.Mouse.MoveAsync(right, y);
        await Assertions.Expect(page.Page.Locator("#tip")).ToContainTextAsync("3 calls of it in a row");
        await page.Page.Mouse.MoveAsync(right, y + 18);
        await Assertions.Expect(page.Page.Locator("#tip strong")).ToHaveTextAsync("read");
    }

    [Fact]
    public async Task File_and_line_stand_in_tooltip_and_table_and_are_copied_by_the_menu()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=app.cpuprofile&root=none");
        await page.WaitForSliceAsync("2 samples");
        (float x, float y) = await RowAsync(page, 1);
        await page.Page.Mouse.MoveAsync(x, y);
        await Assertions.Expect(page.Page.Locator("#tip")).ToContainTextAsync("/app/lib/index.js:12");
        await page.Page.Mouse.ClickAsync(x, y, new MouseClickOptions { Button = MouseButton.Right });
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Copy file and line" })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Page.Locator("#table .rows .row .place")).ToHaveTextAsync("index.js:12");
        page.AssertNoComplaints();
    }

    // The middle of the left part of a row of the flame graph.
    private static async Task<(float X, float Y)> RowAsync(ExplorerPage page, int row)
    {
        LocatorBoundingBoxResult box = (await page.Page.Locator("#graph canvas").BoundingBoxAsync())!;
        return (box.X + (box.Width * 0.3f), box.Y + (row * 18) + 9);
    }
}
