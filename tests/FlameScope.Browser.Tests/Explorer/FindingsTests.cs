using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>What was found by itself: marks above the heat map, a list below it, and the difference that explains it.</summary>
public sealed class FindingsTests(Chromium chromium) : IAsyncLifetime
{
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_periodic_finding_is_marked_at_every_occurrence_and_told_in_a_sentence()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&column=1");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("1 finding");
        await Assertions.Expect(page.Page.Locator("#findings-list button")).ToContainTextAsync("every 4 s");
        ILocator marks = page.Page.Locator("#findings .mark");
        await Assertions.Expect(marks).ToHaveCountAsync(7);
        LocatorBoundingBoxResult mark = (await marks.Nth(1).BoundingBoxAsync())!;
        (float X, float Y) start = await page.PointAsync(7, 0.5, 31);
        (float X, float Y) end = await page.PointAsync(8, 0.5, 31);
        Assert.Equal(start.X, mark.X, 1.5);
        Assert.Equal(end.X, mark.X + mark.Width, 2.5);
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_click_on_a_finding_shows_how_it_differs_from_its_surroundings()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz");
        ILocator finding = page.Page.Locator("#findings-list button").First;
        await finding.ClickAsync();
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("orders.perf.gz"));
        Perturbation found = Assert.Single(PerturbationFinder.Find(store));
        long examined = FlameTree.Create(store.Slice(found.Occurrences)).Total;
        long baseline = FlameTree.Create(store.Slice(found.Baseline)).Total;
        await page.WaitForSliceAsync($"7 ranges · {examined} samples");
        Assert.Equal(7, page.Query("from").Split(',').Length);
        Assert.Contains(',', page.Query("baseFrom"));
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToContainTextAsync($"examined {examined}, baseline {baseline} samples");
        await Assertions.Expect(finding).ToHaveAttributeAsync("aria-current", "true");

        // The graph is zoomed to what has all of the culprit's calls below it: no scrolling and no search is needed to see them.
        await Assertions.Expect(page.Page.Locator("#crumbs [aria-current]")).ToContainTextAsync("Interpreter");
        LocatorBoundingBoxResult graph = (await page.Page.Locator("#graph canvas").BoundingBoxAsync())!;
        List<string> seen = [];
        for (float y = graph.Y + 9; y < Math.Min(graph.Y + graph.Height, 900); y += 18)
        {
            await page.Page.Mouse.MoveAsync(graph.X + (graph.Width / 2), y);
            seen.Add(await page.Page.Locator("#frame-status").InnerTextAsync());
        }

        Assert.Contains(seen, text => text.Contains("DualPivotQuicksort.sort", StringComparison.Ordinal));
        await page.Page.GoBackAsync();
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_mark_selects_its_own_occurrence()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz");
        await page.Page.Locator("#findings .mark").First.ClickAsync();
        await page.WaitForSliceAsync("3.295–3.547 s");
        await Assertions.Expect(page.Page.Locator("#findings .chosen")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Where_nothing_is_found_the_list_says_what_was_looked_at()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await File.WriteAllTextAsync(site.Folder.PathOf("one.perf"), "java 7/8 [000] 1.000000: cycles:\n\t10 work+0x1 (/bin/a)\n\n");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=one.perf");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("0 findings");
        await Assertions.Expect(page.Page.Locator("#looked-at")).ToHaveTextAsync("Looked at 1 thread, the whole capture.");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_list_works_with_the_keyboard_and_can_be_put_away()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        ILocator second = page.Page.Locator("#findings-list button").Nth(1);
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("3 findings");
        await page.Page.Locator("#findings-toggle").FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(second).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.Page.Locator("#findings-toggle").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#findings-list")).ToBeHiddenAsync();
        Assert.Equal("off", page.Query("findings"));
    }

    [Fact]
    public async Task Findings_are_looked_for_behind_the_heat_map_and_follow_the_filters()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&command=http-nio-8080-e");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("0 findings");
        await page.Page.Locator("#clear-filters").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("1 finding");
        double heat = await page.Page.EvaluateAsync<double>("performance.getEntriesByName('flamescope:heat')[0].startTime");
        double findings = await page.Page.EvaluateAsync<double>("performance.getEntriesByType('resource').find(one => one.name.includes('api/findings')).startTime");
        Assert.True(findings >= heat, $"The heat map was drawn at {heat} ms, the findings asked for at {findings} ms.");
    }

    [Fact]
    public async Task Findings_of_a_filter_left_behind_are_not_shown_when_they_come_late()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&command=http-nio-8080-e");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("0 findings");
        TaskCompletionSource first = await page.HoldAsync(address => address.EndsWith("api/findings?profile=orders.perf.gz", StringComparison.Ordinal));
        await page.Page.Locator("#clear-filters").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("Searching…");
        await page.TakeFilterAsync("command", "=http-nio-8080-e");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("0 findings");
        first.SetResult();

        // Whatever the late answer did would be done when a later one is there.
        await page.Page.EvaluateAsync("fetch('api/findings?profile=orders.perf.gz&later').then(answer => answer.text())");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("0 findings");
        await Assertions.Expect(page.Page.Locator("#findings .mark")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Findings_that_fail_say_so_and_are_looked_for_again_by_a_click()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await page.Page.RouteAsync("**/api/findings**", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500, Body = "{\"title\":\"Out of luck\"}" }));
        await page.Page.Locator("#profile").SelectOptionAsync("orders.perf.gz");
        ILocator toggle = page.Page.Locator("#findings-toggle");
        await Assertions.Expect(toggle).ToHaveTextAsync("Findings failed: try again");
        await Assertions.Expect(toggle).ToHaveAttributeAsync("title", "Out of luck");
        await page.Page.UnrouteAsync("**/api/findings**");
        await toggle.ClickAsync();
        await Assertions.Expect(toggle).ToHaveTextAsync("1 finding");
        await Assertions.Expect(toggle).ToHaveAttributeAsync("title", "");
    }

    [Fact]
    public async Task Nothing_moves_when_the_findings_come()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz");
        TaskCompletionSource findings = await page.HoldAsync(address => address.Contains("api/findings", StringComparison.Ordinal));
        await page.Page.Locator("#profile").SelectOptionAsync("gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("Searching…");
        float map = (await page.HeatMap.BoundingBoxAsync())!.Y;
        float flames = (await page.Page.Locator("#flame-panel").BoundingBoxAsync())!.Y;
        findings.SetResult();
        await Assertions.Expect(page.Page.Locator("#findings .mark")).Not.ToHaveCountAsync(0);
        Assert.Equal(map, (await page.HeatMap.BoundingBoxAsync())!.Y);
        Assert.Equal(flames, (await page.Page.Locator("#flame-panel").BoundingBoxAsync())!.Y);
    }
}
