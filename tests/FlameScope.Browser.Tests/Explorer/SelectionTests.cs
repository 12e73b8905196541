using System.Globalization;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Selecting a slice on the heat map, and reading its flame graph.</summary>
public sealed class SelectionTests(Chromium chromium) : IAsyncLifetime
{
    private const int Columns = 31;
    private const string Profile = "?profile=orders.perf.gz";
    private const string Orders = Profile + "&rows=99&column=1";
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_page_opens_on_the_first_profile_without_a_complaint()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium);
        await page.WaitForSliceAsync("Whole capture · 4,695 samples");
        Assert.Equal("gcpulse.perf.gz", page.Query("profile"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_drag_selects_and_the_flame_graph_follows_before_it_ends()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");
        (float X, float Y) from = await page.PointAsync(7.5, 0.205, Columns);
        (float X, float Y) to = await page.PointAsync(7.5, 0.595, Columns);
        await page.Page.Mouse.MoveAsync(from.X, from.Y);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 5 });
        await page.WaitForSliceAsync("7.2");
        Assert.Equal("", page.Query("from"));
        await page.Page.Mouse.UpAsync();
        await page.WaitForSliceAsync("38 samples");
        AssertSlice(page, 7.2, 7.6);
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("Escape", "", false)]
    [InlineData("Escape", "", true)]
    [InlineData("Escape", "&from=5&to=6", false)]
    [InlineData("pointercancel", "", true)]
    [InlineData("pointercancel", "&from=5&to=6", false)]
    public async Task A_drag_that_is_given_up_leaves_what_was_there_before(string way, string link, bool isBaseline)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + link);
        string before = link == "" ? "Whole capture · 1,189 samples" : "5.000–6.000 s";
        await page.WaitForSliceAsync(before);
        string picture = await page.PictureAsync();
        (float X, float Y) from = await page.PointAsync(9.5, 0.205, Columns);
        (float X, float Y) to = await page.PointAsync(9.5, 0.595, Columns);
        await page.Page.Mouse.MoveAsync(from.X, from.Y);
        if (isBaseline)
        {
            await page.Page.Keyboard.DownAsync("Control");
        }

        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 3 });
        await (isBaseline ? Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync() : page.WaitForSliceAsync("9.2"));
        if (isBaseline)
        {
            await page.Page.Keyboard.UpAsync("Control");
        }

        await (way == "Escape" ? page.Page.Keyboard.PressAsync(way) : page.HeatMap.DispatchEventAsync(way));
        await page.WaitForSliceAsync(before);
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeHiddenAsync();
        await page.WaitForPictureAsync(picture);
        await page.Page.Mouse.UpAsync();
        await page.WaitForSliceAsync(before);
        Assert.Equal(Profile + link + "&rows=99&column=1", new Uri(page.Page.Url).Query);
        Assert.Equal("0,0,0,0", await page.OverlayAtAsync(await page.PointAsync(9.5, 0.21, Columns)));
    }

    [Fact]
    public async Task A_drag_that_ends_where_the_selection_is_leaves_frames_to_be_zoomed_to()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&layout=icicle");
        await page.WaitForSliceAsync("1,189 samples");
        (float X, float Y) from = await page.PointAsync(7.5, 0.205, Columns);
        (float X, float Y) to = await page.PointAsync(7.5, 0.595, Columns);
        await page.DragAsync(from, to);
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(to.X + 60, to.Y);
        await page.WaitForSliceAsync("9.596 s");
        await page.Page.Mouse.MoveAsync(to.X, to.Y);
        await page.Page.Mouse.UpAsync();
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Locator("#graph canvas").ClickAsync(new LocatorClickOptions { Position = new Position { X = 60, Y = 27 } });
        await Assertions.Expect(page.Page.Locator("#crumbs button").Last).ToHaveTextAsync("Index Rebuilder");
    }

    [Fact]
    public async Task Two_clicks_select_in_either_order()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");
        (float X, float Y) late = await page.PointAsync(7.5, 0.595, Columns);
        (float X, float Y) early = await page.PointAsync(7.5, 0.205, Columns);
        await page.Page.Mouse.ClickAsync(late.X, late.Y);
        await page.Page.Mouse.ClickAsync(early.X, early.Y);
        await page.WaitForSliceAsync("38 samples");
        AssertSlice(page, 7.2, 7.6);
    }

    [Fact]
    public async Task Shift_extends_a_double_click_takes_the_column_and_Escape_clears()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&from=7.2&to=7.6");
        await page.WaitForSliceAsync("38 samples");
        (float X, float Y) later = await page.PointAsync(9.5, 0.495, Columns);
        await page.Page.Keyboard.DownAsync("Shift");
        await page.Page.Mouse.ClickAsync(later.X, later.Y);
        await page.Page.Keyboard.UpAsync("Shift");
        await page.WaitForSliceAsync("7.192");
        AssertSlice(page, 7.2, 9.5);
        (float X, float Y) column = await page.PointAsync(3.5, 0.5, Columns);
        await page.Page.Mouse.DblClickAsync(column.X, column.Y);
        await page.WaitForSliceAsync("3.000–4.000 s");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.WaitForSliceAsync("Whole capture");
        Assert.Equal("", page.Query("from"));
    }

    [Fact]
    public async Task An_edge_is_dragged_to_adjust_the_selection()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&from=5&to=8");
        await page.WaitForSliceAsync("5.000–8.000 s");
        await page.DragAsync(await page.PointAsync(8.0, 0.5, Columns), await page.PointAsync(10.5, 0.995, Columns));
        await page.WaitForSliceAsync("5.000–11.000 s");
    }

    [Fact]
    public async Task The_keyboard_selects_as_the_mouse_does()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Profile + "&rows=10&column=1");
        await page.WaitForSliceAsync("1,189 samples");
        await page.HeatMap.FocusAsync();
        foreach (string key in (string[])["Home", "ArrowRight", "ArrowRight", "ArrowUp", "Enter", "PageDown", "ArrowUp", "Enter"])
        {
            await page.Page.Keyboard.PressAsync(key);
        }

        await page.WaitForSliceAsync("2.100–12.300 s");
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.WaitForSliceAsync("12.200–13.300 s");
        await Assertions.Expect(page.Page.Locator("#announce")).ToContainTextAsync("13.2");
    }

    [Fact]
    public async Task A_baseline_turns_the_flame_graph_into_the_difference()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&from=7.2&to=7.6");
        await page.WaitForSliceAsync("38 samples");
        await page.Page.Keyboard.DownAsync("Control");
        await page.DragAsync(await page.PointAsync(5.5, 0.005, Columns), await page.PointAsync(6.5, 0.995, Columns));
        await page.Page.Keyboard.UpAsync("Control");
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToHaveTextAsync("examined 38, baseline 69 samples");
        Assert.Equal("5", page.Query("baseFrom"));
        Assert.Equal("7", page.Query("baseTo"));
        await page.Page.Locator("#flip-sides").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToHaveTextAsync("examined 69, baseline 38 samples");
        await page.Page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeHiddenAsync();
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Back_and_forward_go_through_what_was_selected()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");
        (float X, float Y) column = await page.PointAsync(3.5, 0.5, Columns);
        await page.Page.Mouse.DblClickAsync(column.X, column.Y);
        await page.WaitForSliceAsync("3.000–4.000 s");
        await page.Page.GoBackAsync();
        await page.WaitForSliceAsync("1,189 samples");
        await page.Page.GoForwardAsync();
        await page.WaitForSliceAsync("3.000–4.000 s");
    }

    [Fact]
    public async Task The_readout_tells_time_samples_CPUs_and_the_wall_clock()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");
        (float X, float Y) point = await page.PointAsync(7.5, 0.495, Columns);
        await page.Page.Mouse.MoveAsync(point.X, point.Y);
        await Assertions.Expect(page.Page.Locator("#readout")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(@"^7\.495–7\.505 s · \d samples? · \d\.\d CPUs · 19:42:21\.\d{3} UTC$"));
    }

    private static void AssertSlice(ExplorerPage page, double from, double to)
    {
        // The cells of 99 rows are a hundredth of a second high.
        Assert.Equal(from, double.Parse(page.Query("from"), CultureInfo.InvariantCulture), 0.011);
        Assert.Equal(to, double.Parse(page.Query("to"), CultureInfo.InvariantCulture), 0.011);
    }
}
