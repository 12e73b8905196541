using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Comparing: significance, files of the difference, other profiles, and periods in place of counts.</summary>
public sealed class CompareTests(Chromium chromium) : IAsyncLifetime
{
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Hovering_over_a_difference_tells_whether_it_is_more_than_noise()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.294&to=7.547&baseFrom=4&baseTo=7&layout=icicle");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.Page.Locator("#graph canvas").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 200, Y = 27 } });
        await Assertions.Expect(page.Page.Locator("#tip")).ToContainTextAsync("more than noise (p < 0.0001)");
        await page.Page.GotoAsync(_site.Address + "?profile=orders.perf.gz&from=5&to=6&baseFrom=6&baseTo=7&layout=icicle");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.Page.Locator("#graph canvas").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 200, Y = 27 } });
        await Assertions.Expect(page.Page.Locator("#tip")).ToContainTextAsync("may be noise (p = ");
    }

    [Fact]
    public async Task The_sandwich_shows_the_difference_too()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6&baseFrom=5&baseTo=7&view=sandwich&of=start_thread");
        await Assertions.Expect(page.Page.Locator("#sandwich h3").Last).ToContainTextAsync("Callees");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.Page.Locator("#sandwich canvas").Last.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 200, Y = 27 } });
        await Assertions.Expect(page.Page.Locator("#tip")).ToContainTextAsync("baseline: ");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Another_profile_has_a_heat_map_of_its_own_to_choose_the_baseline_on()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6");
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Locator("#base-profile").SelectOptionAsync("gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToHaveTextAsync("examined 38, baseline 4,695 samples");
        ILocator map = page.Page.Locator("#base-overlay");
        await Assertions.Expect(map).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#base-legend")).ToContainTextAsync("of CPU capacity");

        // The list of findings moves the map when it comes.
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToContainTextAsync("finding");
        LocatorBoundingBoxResult box = (await map.BoundingBoxAsync())!;
        float middle = box.Y + (box.Height / 2);
        await page.DragAsync((box.X + 160, middle), (box.X + 460, middle));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("baseFrom=2\\."));
        Assert.Equal("gcpulse.perf.gz", page.Query("baseProfile"));
        Assert.StartsWith("7.2", page.Query("from"), StringComparison.Ordinal);
        await Assertions.Expect(page.Page.Locator("#compare-text")).Not.ToContainTextAsync("4,695");
        await page.Page.Locator("#flip-sides").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#base-title")).ToHaveTextAsync("Baseline: orders.perf.gz");
        await page.Page.Locator("#end-compare").ClickAsync();
        await Assertions.Expect(map).ToBeHiddenAsync();
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Periods_are_counted_in_place_of_samples_and_the_page_says_which()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6");
        await page.WaitForSliceAsync("38 samples");
        await page.TakeFilterAsync("weight", "period");
        // 38 samples, one for each 1/99 s of a CPU.
        await page.WaitForSliceAsync("384 ms");
        await Assertions.Expect(page.Page.Locator("#legend")).ToContainTextAsync("ms");
        Assert.Equal("period", page.Query("weight"));
        page.AssertNoComplaints();
    }
}
