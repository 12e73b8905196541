using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The script that follows the first heat map: nothing waits for it that does not need it, and nothing is lost that came before it.</summary>
public sealed class LateViewsTests(Chromium chromium) : IAsyncLifetime
{
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_heat_map_is_there_and_works_before_the_views_are()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=missing");
        TaskCompletionSource released = await page.HoldAsync(IsViews);
        await page.Page.GotoAsync($"{_site.Address}?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("4,695 of 4,695");
        await Assertions.Expect(page.Page.Locator("#flame-panel")).ToHaveCountAsync(0);
        await page.DragAsync(await page.PointAsync(42, 0, 124), await page.PointAsync(46, 0.9, 124));
        Assert.NotEmpty(page.Query("from"));
        released.SetResult();
        await page.WaitForSliceAsync("–");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToContainTextAsync("3 findings");
    }

    [Theory]
    [InlineData("?", "#help[open]")]
    [InlineData("g", "#goto[open]")]
    [InlineData("/", "#search:focus")]
    [InlineData("t", "#table:not([hidden])")]
    [InlineData("#profiles-button", "#profiles[open]")]
    [InlineData("#add-filter-button", "#add-filter .kinds button")]
    [InlineData("#options-button", "#options .segments")]
    public async Task A_key_or_a_click_that_comes_before_them_waits(string before, string after)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=missing");
        TaskCompletionSource released = await page.HoldAsync(IsViews);
        await page.Page.GotoAsync($"{_site.Address}?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("4,695 of 4,695");
        if (before[0] == '#')
        {
            await page.Page.Locator(before).ClickAsync();
        }
        else
        {
            await page.Page.Keyboard.PressAsync(before);
        }

        await Assertions.Expect(page.Page.Locator(after)).ToHaveCountAsync(0);
        released.SetResult();
        await Assertions.Expect(page.Page.Locator(after).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Views_that_do_not_come_are_said_to_be_missing_and_have_a_way_on()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=missing");
        await page.Page.RouteAsync(IsViews, route => route.AbortAsync());
        await page.Page.GotoAsync($"{_site.Address}?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The rest of the page could not be loaded");
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("4,695 of 4,695");
        await page.Page.UnrouteAllAsync();
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load the page again" }).ClickAsync();
        await page.WaitForSliceAsync("4,695 samples");
    }

    private static bool IsViews(string address) => address.EndsWith("/views.js", StringComparison.Ordinal);
}
