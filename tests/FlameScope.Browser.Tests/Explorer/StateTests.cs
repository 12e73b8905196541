using FlameScope.Tests.Processes;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Links, themes, empty and error states, hostile names, and accessibility.</summary>
public sealed class StateTests(Chromium chromium)
{
    [Fact]
    public async Task A_link_shows_again_what_was_on_the_screen()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        const string Link = "?profile=orders.perf.gz&command=Index+Rebuilder&rows=25&scale=log&from=7.2&to=7.6&layout=icicle&color=module&q=sort&theme=dark";
        await using ExplorerPage page = await site.OpenAsync(chromium, Link);
        await page.WaitForSliceAsync("25 samples");
        await Assertions.Expect(page.Page.Locator("[name=command]")).ToHaveValueAsync("Index Rebuilder");
        await Assertions.Expect(page.Page.Locator("#rows")).ToHaveValueAsync("25");
        await Assertions.Expect(page.Page.Locator("#scale")).ToHaveValueAsync("log");
        await Assertions.Expect(page.Page.Locator("#search")).ToHaveValueAsync("sort");
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_one_is_chosen()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium);
        await page.WaitForSliceAsync("samples");
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.Page.Locator("#theme").SelectOptionAsync("light");
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task An_empty_folder_is_said_to_be_empty_and_a_dropped_file_opens()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await using ExplorerPage page = await site.OpenAsync(chromium);
        await Assertions.Expect(page.Page.Locator("#heat-notice")).ToContainTextAsync("There are no profiles here yet");
        await page.Page.Locator("#upload").SetInputFilesAsync(Repository.PathOf("samples/profiles/orders.perf.gz"));
        await page.WaitForSliceAsync("1,189 samples");
        Assert.Equal("uploads/orders.perf.gz", page.Query("profile"));
    }

    [Fact]
    public async Task A_slice_in_which_nothing_was_sampled_says_so_and_has_a_way_out()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz&from=0&to=0.1");
        ILocator notice = page.Page.Locator("#flame-notice");
        await Assertions.Expect(notice).ToContainTextAsync("Nothing was sampled in this slice");
        await notice.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForSliceAsync("Whole capture · 1,189 samples");
        await Assertions.Expect(notice).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Idle_CPUs_are_included_with_one_click()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz&from=0.7&to=0.72");
        ILocator notice = page.Page.Locator("#flame-notice");
        await Assertions.Expect(notice).ToContainTextAsync("Every CPU was idle in this slice");
        await notice.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Include idle CPUs" }).ClickAsync();
        await Assertions.Expect(notice).ToBeHiddenAsync();
        Assert.Equal("1", page.Query("idle"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_explained_and_tried_again_in_place()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await File.WriteAllTextAsync(site.Folder.PathOf("a.perf"), "nothing of a profile\n");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=a.perf&rows=25");
        ILocator notice = page.Page.Locator("#heat-notice");
        await Assertions.Expect(notice).ToContainTextAsync("The file is no profile that can be read");
        File.Copy(Repository.PathOf("samples/profiles/orders.perf.gz"), site.Folder.PathOf("a.perf"), overwrite: true);
        await notice.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Try again" }).ClickAsync();
        await page.WaitForSliceAsync("1,189 samples");
        Assert.Equal("25", page.Query("rows"));
    }

    [Fact]
    public async Task Names_full_of_markup_are_text()
    {
        const string Evil = "<img src=x onerror=document.title='owned'>\"'&</script><script>document.title='owned'</script>";
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        string text = string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"<b>{i % 2}</b> 1 [000] 10.{i:D2}0000: cycles:\n\t10 {Evil}+0x1 (/lib/<i>x</i>.so)\n\t20 main+0x1 (/bin/a)\n\n"));
        await File.WriteAllTextAsync(site.Folder.PathOf("<s>Evil&amp;.perf"), text);
        foreach (string view in (string[])["graph", "table", "sandwich"])
        {
            await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile={Uri.EscapeDataString("<s>Evil&amp;.perf")}&layout=icicle&q=img&view={view}");
            await page.WaitForSliceAsync("40 samples");
            await page.Page.Mouse.MoveAsync(300, 620);
            await page.Page.Locator("#search").PressAsync("Enter");
            await page.Page.WaitForTimeoutAsync(200);
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.querySelectorAll('body img[src=x], body b:not(.legend b), s, body script').length"));
            Assert.Equal("<s>Evil&amp;.perf · FlameScope", await page.Page.TitleAsync());
            page.AssertNoComplaints();
        }
    }

    [Theory]
    [InlineData("light", "")]
    [InlineData("dark", "")]
    [InlineData("light", "&view=table&baseFrom=5&baseTo=7")]
    [InlineData("dark", "&view=sandwich&q=Interpreter")]
    public async Task The_page_passes_axe(string theme, string state)
    {
        string script = await AxeCore.ScriptAsync();
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&from=7.2&to=7.6&theme={theme}{state}");
        await page.WaitForSliceAsync("38 samples");
        await page.Page.EvaluateAsync(script);
        string[] violations = await page.Page.EvaluateAsync<string[]>(
            "axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`))");
        Assert.Empty(violations);
    }
}
