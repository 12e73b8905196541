using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Filters as chips with one control that adds them, and times in every form from a field and from the address.</summary>
public sealed class FilterTests(Chromium chromium) : IAsyncLifetime
{
    private const string Orders = "?profile=orders.perf.gz";
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("command", "http-nio", false, "command")]
    [InlineData("command", "=Index Rebuilder", true, "excludeCommand")]
    [InlineData("frame", "/rebuild/i", false, "frame")]
    [InlineData("frame", "leaf:module:libjvm", true, "excludeFrame")]
    [InlineData("cpu", "0-1", false, "cpu")]
    [InlineData("hide", "=start_thread", false, "hide")]
    public async Task What_is_typed_becomes_a_filter_of_every_view_and_a_chip_that_can_be_removed(string kind, string value, bool isWithout, string parameter)
    {
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("orders.perf.gz"));
        SampleCondition? condition = kind switch
        {
            "command" => FilterText.ParseCommand(value),
            "frame" => FilterText.ParseFrame(value),
            "cpu" => FilterText.ParseCpus(value),
            _ => null,
        };
        ProfileSlice slice = condition is null ? store : store.Where(isWithout ? !condition : condition);
        long shown = FlameTree.Create(slice).Total;
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");

        await page.AddFilterAsync(kind, value, isWithout);

        await page.WaitForSliceAsync(string.Create(CultureInfo.InvariantCulture, $"{shown:N0} sample"));
        Assert.Equal(value, page.Query(parameter));
        ILocator chip = page.Page.Locator($".chip[data-of={parameter}]");
        await Assertions.Expect(chip).ToContainTextAsync(isWithout ? $"no {kind}" : kind == "hide" ? "hidden frame" : kind);
        await chip.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForSliceAsync("1,189 samples");
        await Assertions.Expect(page.Page.Locator(".chip")).ToHaveCountAsync(0);
        Assert.Equal("", page.Query(parameter));
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("idle", "1", "3,615 samples")]
    [InlineData("waiting", "1", "1,189 samples")]
    [InlineData("ran", "kernel", "samples")]
    [InlineData("event", "cpu-clock:ppp", "1,189 samples")]
    [InlineData("weight", "period", " s")]
    [InlineData("thread", null, "samples")]
    public async Task What_a_recording_has_is_offered_with_its_samples(string kind, string? value, string slice)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders);
        await page.WaitForSliceAsync("1,189 samples");
        await page.Page.Locator("#add-filter-button").ClickAsync();
        await page.Page.Locator($"#add-filter .kinds button[value={kind}]").ClickAsync();
        ILocator offers = page.Page.Locator("#add-filter .offers button");
        await (value is null ? offers.First : page.Page.Locator($"#add-filter .offers button[value='{value}']")).ClickAsync();
        await page.WaitForSliceAsync(slice);
        await Assertions.Expect(page.Page.Locator($".chip[data-of={kind}]")).ToHaveCountAsync(1);
        Assert.NotEqual("", page.Query(kind));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Two_values_of_one_filter_widen_it_and_the_address_has_both_as_the_API_does()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&command=%3DIndex+Rebuilder");
        await page.WaitForSliceAsync("172 samples");
        await page.TakeFilterAsync("command", "=http-nio-8080-e");
        await page.WaitForSliceAsync("1,138 samples");
        Assert.Contains("command=%3DIndex+Rebuilder&command=%3Dhttp-nio-8080-e", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GoBackAsync();
        await page.WaitForSliceAsync("172 samples");
    }

    [Fact]
    public async Task A_list_of_markers_that_is_dropped_is_drawn_below_the_cells_and_told_under_the_pointer()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&column=1");
        await page.WaitForSliceAsync("4,695 samples");
        await page.Page.Locator("#upload").SetInputFilesAsync(new FilePayload
        {
            Name = "releases.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("time,duration,name,kind\n2.45,0,version 7,deploy\n9,1.5,nightly,job\n"),
        });
        await Assertions.Expect(page.Page.Locator(".chip[data-of=markers]")).ToContainTextAsync("releases.csv");
        Assert.Equal("gcpulse.perf.gz", page.Query("profile"));
        (float X, float Y) point = await page.PointAsync(2.5, 0.5, 13);
        await page.Page.Mouse.MoveAsync(point.X, point.Y);
        await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync("deploy · version 7");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Locator("#goto input").FillAsync("nightly");
        await Assertions.Expect(page.Page.Locator("#goto .offers button").First).ToContainTextAsync("9.000 s nightly");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.WaitForSliceAsync("9.000–10.000 s");
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("19:42:21", "6.000–7.000 s")]
    [InlineData("7.5", "7.000–8.000 s")]
    [InlineData("2026-11-22T19:42:21.5Z", "7.000–8.000 s")]
    public async Task A_time_is_gone_to_from_the_field(string time, string slice)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&column=1");
        await page.WaitForSliceAsync("1,189 samples");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Locator("#goto input").FillAsync(time);
        await Assertions.Expect(page.Page.Locator("#goto .offers button").First).ToContainTextAsync("time");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.WaitForSliceAsync(slice);
        await Assertions.Expect(page.Page.Locator("#goto")).ToBeHiddenAsync();
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("at=19:42:21", "6.000–7.000 s")]
    [InlineData("at=7.5", "7.000–8.000 s")]
    [InlineData("from=19:42:21.5Z&to=19:42:22", "7.380–7.880 s")]
    public async Task A_time_is_gone_to_from_the_address_which_has_seconds_afterwards(string link, string slice)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, $"{Orders}&column=1&{link}");
        await page.WaitForSliceAsync(slice);
        Assert.Matches(@"^[\d.]+$", page.Query("from"));
        Assert.Equal("", page.Query("at"));
        (float X, float Y) point = await page.PointAsync(6.99, 0.5, 31);
        Assert.NotEqual("", await page.OverlayAtAsync(point));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_time_that_is_not_seen_comes_into_sight()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Orders + "&column=0.01&mapFrom=1&mapTo=2");
        await page.WaitForSliceAsync("1,189 samples");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Locator("#goto input").FillAsync("20.005");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync(new Regex("mapFrom=19"));
        Assert.Equal("20", page.Query("from"));
    }

    [Fact]
    public async Task A_finding_a_thread_and_a_slice_are_gone_to_by_typing()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("3 findings");
        await GoToAsync("finding 2");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await GoToAsync("3.5–4.5");
        await page.WaitForSliceAsync("3.500–4.500 s");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeHiddenAsync();
        await GoToAsync("Compactor 2");
        await Assertions.Expect(page.Page.Locator(".chip[data-of=thread]")).ToContainTextAsync("Compactor");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Locator("#goto input").FillAsync("nothing of this name");
        await Assertions.Expect(page.Page.Locator("#goto")).ToContainTextAsync("no time of this recording");
        page.AssertNoComplaints();

        async Task GoToAsync(string typed)
        {
            await page.Page.Keyboard.PressAsync("g");
            await page.Page.Locator("#goto input").FillAsync(typed);
            await page.Page.Keyboard.PressAsync("Enter");
        }
    }

    [Theory]
    [InlineData("gcpulse.perf.gz", "thread", "Compactor", "thread")]
    [InlineData("gcpulse.perf.gz", "command", "Compactor", "command")]
    [InlineData("orders.perf.gz", "cpu", "CPU 1", "cpu")]
    public async Task A_click_on_the_name_of_a_row_filters_by_it(string profile, string layout, string name, string parameter)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, $"?profile={profile}&column=1&rowsBy={layout}");
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#rowsBy")).ToHaveValueAsync(layout);
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf(profile));
        HeatMap map = HeatMap.Create(store, new HeatMapOptions { RowKind = Enum.Parse<HeatMapRowKind>(layout, ignoreCase: true) });
        int row = map.RowNames.ToList().FindIndex(one => one.StartsWith(name, StringComparison.Ordinal));
        LocatorBoundingBoxResult box = (await page.HeatMap.BoundingBoxAsync())!;
        float y = (float)(box.Y + 40 + ((box.Height - 62) * (1 - ((row + 0.5) / map.Rows))));
        await page.Page.Mouse.MoveAsync(box.X + 60, y);
        await page.Page.Mouse.ClickAsync(box.X + 60, y);
        long shown = FlameTree.Create(store.Where(map.NamedRows[row].Condition)).Total;
        await page.WaitForSliceAsync(string.Create(CultureInfo.InvariantCulture, $"{shown:N0} samples"));
        Assert.NotEqual("", page.Query(parameter));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_drag_over_rows_with_names_selects_whole_columns()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&column=1&rowsBy=thread");
        await page.WaitForSliceAsync("4,695 samples");
        LocatorBoundingBoxResult box = (await page.HeatMap.BoundingBoxAsync())!;
        double column = (box.Width - 132 - 1) / 13;
        await page.DragAsync(((float)(box.X + 132 + (3.5 * column)), box.Y + 120), ((float)(box.X + 132 + (5.5 * column)), box.Y + 60));
        await page.WaitForSliceAsync("3.000–6.000 s");
    }
}
