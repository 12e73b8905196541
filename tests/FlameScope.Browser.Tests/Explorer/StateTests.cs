using System.Text.RegularExpressions;
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
        const string Link = "?profile=orders.perf.gz&command=Index+Rebuilder&rows=25&scale=log&from=7.2&to=7.6&layout=flame&color=module&q=sort&theme=dark";
        await using ExplorerPage page = await site.OpenAsync(chromium, Link);
        await page.WaitForSliceAsync("25 samples");
        await Assertions.Expect(page.Page.Locator(".chip[data-of=command] b")).ToHaveTextAsync("Index Rebuilder");
        await page.Page.Locator("#options-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rows")).ToHaveValueAsync("25");
        await Assertions.Expect(page.Page.Locator("#scale [aria-pressed=true]")).ToHaveTextAsync("Log");
        await Assertions.Expect(page.Page.Locator("#layout [aria-pressed=true]")).ToHaveTextAsync("Up");
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
        await page.ChooseAsync("theme", "light");
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

    [Theory]
    [InlineData("none.perf", "The file is no profile that can be read")]
    [InlineData("gone.perf", "No such profile")]
    public async Task Nothing_of_the_profile_before_is_left_where_one_cannot_be_read(string name, string title)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await File.WriteAllTextAsync(site.Folder.PathOf("none.perf"), "nothing of a profile\n");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6&zoom=4&q=sort&view=table");
        await page.WaitForSliceAsync("38 samples");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("1 finding");
        await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeVisibleAsync();

        // A tree of the profile before that comes late is not shown either.
        TaskCompletionSource tree = await page.HoldAsync(address => address.Contains("api/flame", StringComparison.Ordinal));
        await page.ChooseAsync("inverted", "1");
        await page.FollowAsync($"?profile={name}");
        await Assertions.Expect(page.Page.Locator("#heat-notice")).ToContainTextAsync(title);
        await Assertions.Expect(page.Page.Locator("#flame-notice")).ToContainTextAsync("The profile could not be read");
        tree.SetResult();
        await page.Page.Keyboard.PressAsync("f");
        foreach (string text in (string[])["facts", "coverage", "legend", "findings", "findings-list", "slice", "matches", "frame-status", "readout"])
        {
            await Assertions.Expect(page.Page.Locator($"#{text}")).ToBeEmptyAsync();
        }

        foreach (string part in (string[])["heat", "findings-toggle", "crumbs", "compare", "table", "graph canvas"])
        {
            await Assertions.Expect(page.Page.Locator($"#{part}")).ToBeHiddenAsync();
        }

        await Assertions.Expect(page.Page.Locator("#add-filter-button")).ToBeDisabledAsync();
        await page.FollowAsync("?profile=orders.perf.gz");
        await page.WaitForSliceAsync("1,189 samples");
        await Assertions.Expect(page.Page.Locator("#graph canvas")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#heat")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("from=5", "5.000–30.673 s", 5, 9)]
    [InlineData("to=5", "0.000–5.000 s", 5, 2)]
    public async Task A_link_with_one_end_of_a_slice_has_the_profiles_for_the_other(string link, string slice, int edge, int inside)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&column=1&{link}");
        await page.WaitForSliceAsync(slice);
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("shown");
        Assert.Equal("11,61,145,255", await page.OverlayAtAsync(await page.PointAsync(edge, 0.5, 31)));
        (float x, float y) = await page.PointAsync(inside + 0.5, 1, 31);
        Assert.Equal("11,61,145,255", await page.OverlayAtAsync((x, y)));
    }

    [Theory]
    [InlineData("from=30.67329")]
    [InlineData("to=0.1")]
    public async Task A_link_with_one_end_of_an_empty_slice_has_the_way_out_of_it(string link)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&{link}");
        await page.Page.Locator("#flame-notice").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Show the whole capture" }).ClickAsync();
        await page.WaitForSliceAsync("Whole capture · 1,189 samples");
    }

    [Theory]
    [InlineData("view=foo&scale=x&theme=x&layout=x&width=x&root=x&inverted=x&idle=x&weight=x&color=x&colors=x&clock=x&findings=x&zoom=999999")]
    [InlineData("zoom=-3")]
    [InlineData("zoom=1.5")]
    [InlineData("zoom=abc")]
    public async Task What_is_none_of_the_choices_is_the_default_and_leaves_the_address(string link)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&{link}");
        await page.WaitForSliceAsync("1,189 samples");
        await Assertions.Expect(page.Page.Locator("#graph canvas")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#crumbs")).ToBeHiddenAsync();
        await page.Page.WaitForURLAsync(site.Address + "?profile=orders.perf.gz");
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("heat", "frame=%2F%28%2F")]
    [InlineData("flame", "from=x")]
    [InlineData("flame", "baseProfile=gone.perf")]
    public async Task A_link_that_is_refused_has_a_way_out(string panel, string link)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&rows=25&theme=dark&{link}");
        ILocator notice = page.Page.Locator($"#{panel}-notice");
        await Assertions.Expect(notice.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Try again", "Start over"]);
        await notice.GetByText("Start over").ClickAsync();
        await page.WaitForSliceAsync("Whole capture · 1,189 samples");
        await Assertions.Expect(page.Page.Locator(".notice:visible")).ToHaveCountAsync(0);
        await page.Page.WaitForURLAsync(site.Address + "?profile=orders.perf.gz&theme=dark");
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_looked_at_is_shown_anew()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("segstore.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=segstore.perf.gz");
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#facts")).ToContainTextAsync("49 Hz");
        File.Copy(Repository.PathOf("samples/profiles/orders.perf.gz"), site.Folder.PathOf("segstore.perf.gz"), overwrite: true);
        await page.HeatMap.DblClickAsync();
        await Assertions.Expect(page.Page.Locator("#facts")).ToContainTextAsync("99 Hz");
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("of 3,615 samples");
    }

    [Theory]
    [InlineData("from=7.000001&to=7.000002&baseFrom=7&baseTo=8", "Nothing was sampled in the examined slice")]
    [InlineData("from=7&to=8&baseFrom=7.000001&baseTo=7.000002", "Nothing was sampled in the baseline")]
    public async Task A_comparison_with_nothing_says_so_and_has_a_way_out(string link, string text)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&{link}");
        ILocator notice = page.Page.Locator("#flame-notice");
        await Assertions.Expect(notice).ToContainTextAsync(text);
        await notice.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "End comparison" }).ClickAsync();
        await Assertions.Expect(notice).Not.ToContainTextAsync(text);
        await Assertions.Expect(page.Page).Not.ToHaveURLAsync(new Regex("baseFrom"));
    }

    [Fact]
    public async Task A_slice_outside_the_recording_is_refused_with_its_bounds_and_a_way_out()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz&from=100&to=200");
        ILocator notice = page.Page.Locator("#flame-notice");
        await Assertions.Expect(notice).ToContainTextAsync("lies outside the recording, which lasts from 0.683402 to 30.67");
        await Assertions.Expect(notice.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Start over" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_load_that_takes_long_is_told_until_it_is_over()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz");
        await page.WaitForSliceAsync("1,189 samples");
        TaskCompletionSource released = await page.HoldAsync(address => address.Contains("api/info?profile=gcpulse", StringComparison.Ordinal));
        await page.FollowAsync("?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#progress")).ToBeVisibleAsync();
        released.SetResult();
        await page.WaitForSliceAsync("4,695 samples");
        await Assertions.Expect(page.Page.Locator("#progress")).ToBeHiddenAsync();
        page.AssertNoComplaints();
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
}
