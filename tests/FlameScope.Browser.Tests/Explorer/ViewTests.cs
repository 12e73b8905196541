using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Stack chart and call tree, the search that serves all views and the map, and what a finding shows.</summary>
public sealed class ViewTests(Chromium chromium) : IAsyncLifetime
{
    private const string Burst = "?profile=gcpulse.perf.gz&from=4.15&to=4.56";
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("orders.perf.gz", "gcpulse.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_stack_chart_tells_of_the_frame_under_the_pointer_what_the_library_says()
    {
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("gcpulse.perf.gz"));
        StackChart chart = StackChart.Create(store.Slice(store.RangeOfSeconds(4.15, 4.56)));
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst);
        await page.WaitForSliceAsync("445 samples");
        await page.Page.Keyboard.PressAsync("c");
        ILocator canvas = page.Page.Locator("#chart canvas");
        await Assertions.Expect(canvas).ToBeVisibleAsync();
        Assert.Equal("chart", page.Query("view"));
        LocatorBoundingBoxResult box = (await canvas.BoundingBoxAsync())!;
        const int Left = 148;
        double time = 4.32;
        await page.Page.Mouse.MoveAsync((float)(box.X + Left + ((time - 4.15) / 0.41 * (box.Width - Left))), box.Y + 24 + 4 + 8);
        ILocator status = page.Page.Locator("#frame-status");
        await Assertions.Expect(status).ToContainTextAsync("Compactor");
        string said = await status.InnerTextAsync();
        long at = store.Origin + (long)(time * 1e9);
        StackChartLane lane = chart.Lanes[0];
        StackChartFrame[] there = [.. Enumerable.Range(lane.First, lane.End - lane.First).Select(frame => chart[frame]).Where(frame => frame.Start <= at && at < frame.End)];
        Assert.Contains(there, frame => said.StartsWith(frame.NameText, StringComparison.Ordinal)
            && said.Contains(string.Create(CultureInfo.InvariantCulture, $"· {frame.Value:N0} sample"), StringComparison.Ordinal));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_frame_of_the_stack_chart_selects_its_time_and_leads_to_when_it_runs()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&view=chart");
        ILocator canvas = page.Page.Locator("#chart canvas");
        await Assertions.Expect(canvas).ToBeVisibleAsync();
        await page.WaitForSliceAsync("445 samples");
        Position frame = new() { X = 700, Y = 36 };
        await canvas.ClickAsync(new LocatorClickOptions { Button = MouseButton.Right, Position = frame });
        await page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { NameRegex = new Regex("When does it run") }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".chip[data-of=frame]")).ToHaveCountAsync(1);
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator(".chip")).ToHaveCountAsync(0);
        await page.WaitForSliceAsync("445 samples");
        await canvas.ClickAsync(new LocatorClickOptions { Position = frame });
        await page.Page.WaitForURLAsync(new Regex("from=4\\.[23]"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_stack_chart_works_with_the_keyboard_and_unfolds_what_its_lanes_have_in_common()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&view=chart");
        ILocator canvas = page.Page.Locator("#chart canvas");
        await page.WaitForSliceAsync("445 samples");
        await Assertions.Expect(canvas).ToBeVisibleAsync();
        await canvas.FocusAsync();
        ILocator status = page.Page.Locator("#frame-status");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(status).ToContainTextAsync("Compactor");
        string first = await status.InnerTextAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(status).Not.ToHaveTextAsync(first);
        double before = await HeightAsync();
        await canvas.ClickAsync(new LocatorClickOptions { Position = new Position { X = 40, Y = 40 } });
        Assert.True(await HeightAsync() > before);
        page.AssertNoComplaints();

        Task<double> HeightAsync() => page.Page.EvaluateAsync<double>("document.querySelector('#chart').scrollHeight");
    }

    [Fact]
    public async Task A_stack_chart_can_be_kept_as_a_drawing()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&view=chart");
        await page.WaitForSliceAsync("445 samples");
        await page.Page.Locator("#download").ClickAsync();
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Stack chart as SVG" }).ClickAsync());
        Assert.Equal("gcpulse.perf.gz.chart.svg", download.SuggestedFilename);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_call_tree_opens_and_closes_by_click_and_keyboard()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6&view=tree");
        await page.WaitForSliceAsync("38 samples");
        ILocator rows = page.Page.Locator("#tree .rows [role=row]");
        ILocator first = rows.First;
        await Assertions.Expect(first).ToContainTextAsync("Index Rebuilder");
        await Assertions.Expect(first).ToContainTextAsync("65.8%");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-expanded", "true");
        int open = await CountAsync();
        await first.ClickAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.True(await CountAsync() < open);
        await first.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(first).ToBeFocusedAsync();
        page.AssertNoComplaints();

        async Task<int> CountAsync() => int.Parse((await page.Page.Locator("#tree [role=treegrid]").GetAttributeAsync("aria-rowcount"))!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task One_search_marks_frames_in_every_view_and_lights_the_map()
    {
        const string Match = "31,111,235";
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&theme=light&rows=50&column=0.1");
        await page.WaitForSliceAsync("445 samples");
        Assert.True(await page.HasColorAsync("#heat", "249,192,42"));
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("mergerun");
        await Assertions.Expect(page.Page.Locator("#matches")).ToContainTextAsync("64.7%");
        await Assertions.Expect(page.Page.Locator("#spotlight")).ToBeVisibleAsync();

        // Nothing but a few cells keeps its heat; in the rest of a map of greys no channel stands out.
        int colourful = await page.Page.EvaluateAsync<int>(
            """
            () => {
              const { width, height } = document.querySelector('#heat');
              const { data } = document.querySelector('#heat').getContext('2d').getImageData(60, 44, width - 64, height - 70);
              let colourful = 0;
              for (let i = 0; i < data.length; i += 4) if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60) colourful++;
              return Math.round(100 * colourful / (data.length / 4));
            }
            """);
        Assert.InRange(colourful, 1, 12);
        await page.Page.Locator("[data-view=chart]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#chart canvas")).ToBeVisibleAsync();
        await page.Page.WaitForFunctionAsync("performance.getEntriesByName('flamescope:chart').length > 0");
        Assert.True(await page.HasColorAsync("#chart canvas", Match));
        await page.Page.Locator("[data-view=tree]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#tree .match").First).ToContainTextAsync("MergeRun");
        await page.Page.Locator("[data-view=table]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#table .rows [role=row]")).ToHaveCountAsync(1);
        await page.Page.Locator("#search").FillAsync("");
        await Assertions.Expect(page.Page.Locator("#spotlight")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_search_that_is_no_regular_expression_says_so()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=7.2&to=7.6&q=rebuildIndex%28");
        await Assertions.Expect(page.Page.Locator("#matches")).ToContainTextAsync("no regular expression: searched as text");
        await Assertions.Expect(page.Page.Locator("#spotlight")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_finding_shows_all_its_occurrences_one_by_choice_and_swaps_sides()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        ILocator burst = page.Page.Locator("#findings-list > li").Nth(1);
        await Assertions.Expect(burst).ToContainTextAsync("0 → 71 %");
        await burst.Locator("button").First.ClickAsync();
        await page.WaitForSliceAsync("2 ranges");
        Assert.Equal(2, page.Query("from").Split(',').Length);
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToContainTextAsync("examined 617, baseline 925");
        await burst.Locator(".one").ClickAsync();
        await page.WaitForSliceAsync("403 samples");
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToContainTextAsync("examined 403, baseline 925");
        await page.Page.Locator("#flip-sides").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#compare-text")).ToContainTextAsync("examined 925, baseline 403");
        page.AssertNoComplaints();
    }

    [Theory]
    [InlineData("mapHeight", "#heat-panel", 0, 60)]
    [InlineData("findingsWidth", "#findings-panel", -70, 0)]
    public async Task The_lines_between_the_parts_are_moved_and_put_back(string key, string part, int right, int down)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("3 findings");
        ILocator line = page.Page.Locator($"#{key}-splitter");
        LocatorBoundingBoxResult before = (await page.Page.Locator(part).BoundingBoxAsync())!;
        LocatorBoundingBoxResult box = (await line.BoundingBoxAsync())!;
        (float X, float Y) at = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.DragAsync(at, (at.X + right, at.Y + down));
        LocatorBoundingBoxResult after = (await page.Page.Locator(part).BoundingBoxAsync())!;
        Assert.Equal(Math.Abs(right + down), key == "mapHeight" ? after.Height - before.Height : after.Width - before.Width, 2.0);
        Assert.NotEqual("", page.Query(key));
        await line.DblClickAsync();
        Assert.Equal("", page.Query(key));
        Assert.Equal(before.Width, (await page.Page.Locator(part).BoundingBoxAsync())!.Width, 1.0);
        await line.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual("", page.Query(key));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_difference_is_coloured_by_self_on_request()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&from=4.2&to=4.5&baseFrom=5&baseTo=8");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        string byTotal = await page.PictureAsync();
        await page.ChooseAsync("by", "self");
        await page.Page.WaitForFunctionAsync("picture => document.querySelector('#graph canvas').toDataURL() !== picture", byTotal);
        Assert.Equal("self", page.Query("by"));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    public async Task A_phone_shows_everything_below_each_other_and_nothing_beside_the_screen(int width)
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await page.Page.SetViewportSizeAsync(width, 844);
        await Assertions.Expect(page.Page.Locator("#findings-toggle")).ToHaveTextAsync("3 findings");
        Assert.Equal(width, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Page.Locator("#gestures [value=baseline]").ClickAsync();
        LocatorBoundingBoxResult box = (await page.HeatMap.BoundingBoxAsync())!;
        await page.DragAsync((box.X + 120, box.Y + 60), (box.X + 180, box.Y + 120));
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        Assert.NotEqual("", page.Query("baseFrom"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_selection_gets_a_name_that_the_address_keeps_and_that_is_gone_to()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&from=4.2&to=4.5&baseFrom=5&baseTo=8");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.Page.Locator("#notes-button").ClickAsync();
        await page.Page.Locator("#notes input").FillAsync("the first | burst");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#notes .offers button").First).ToContainTextAsync("the first | burst");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.WaitForSliceAsync("Whole capture");

        // Whoever gets the link has the name, too.
        await page.Page.ReloadAsync();
        await page.WaitForSliceAsync("Whole capture");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Locator("#goto input").FillAsync("first");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.WaitForSliceAsync("4.200–4.500 s");
        Assert.Equal("5", page.Query("baseFrom"));
        await page.Page.Locator("#notes-button").ClickAsync();
        await page.Page.Locator("#notes .forget").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#notes .offers button")).ToHaveCountAsync(0);
        Assert.Equal("", page.Query("note"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_list_shows_each_recording_with_a_map_and_keeps_other_files_apart()
    {
        await File.WriteAllTextAsync(_site.Folder.PathOf("notes.txt"), "nothing of a profile\n");
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await page.WaitForSliceAsync("4,695 samples");
        await page.Page.Locator("#profiles-button").ClickAsync();
        ILocator rows = page.Page.Locator("#profiles tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.First).ToContainTextAsync("4,695");
        await Assertions.Expect(page.Page.Locator("#profiles canvas.small")).ToHaveCountAsync(2);
        Assert.True(await page.Page.EvaluateAsync<bool>("new Set(document.querySelector('canvas.small').getContext('2d').getImageData(0, 0, 160, 20).data).size > 4"));
        await Assertions.Expect(page.Page.Locator("#profiles li")).ToContainTextAsync("notes.txt");
        await page.Page.Locator("#profiles th button").Filter(new LocatorFilterOptions { HasText = "Size" }).ClickAsync();
        await Assertions.Expect(rows.First).ToContainTextAsync("gcpulse");
        await page.Page.Locator("#profiles input").FillAsync("ord");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await rows.First.Locator("button").First.ClickAsync();
        await page.WaitForSliceAsync("1,189 samples");
        Assert.Equal("orders.perf.gz", page.Query("profile"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_second_view_stands_beside_the_first_where_there_is_room()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&view=table&beside=chart");
        await page.WaitForSliceAsync("445 samples");
        LocatorBoundingBoxResult table = (await page.Page.Locator("#table").BoundingBoxAsync())!;
        LocatorBoundingBoxResult chart = (await page.Page.Locator("#chart canvas").BoundingBoxAsync())!;
        Assert.InRange(chart.X - (table.X + table.Width), 0, 20);
        Assert.Equal(table.Width, chart.Width, 20.0);
        await page.Page.SetViewportSizeAsync(900, 900);
        await Assertions.Expect(page.Page.Locator("#chart")).ToBeHiddenAsync();
        Assert.InRange((await page.Page.Locator("#table").BoundingBoxAsync())!.Width, 800, 900);
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Keys_choose_rows_and_whose_width_a_difference_has()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Burst + "&baseFrom=5&baseTo=8");
        await page.WaitForSliceAsync("445 samples");
        await page.Page.Keyboard.PressAsync("l");
        Assert.Equal("cpu", page.Query("rowsBy"));
        await page.Page.Keyboard.PressAsync("w");
        Assert.Equal("baseline", page.Query("width"));
        await page.Page.Keyboard.PressAsync("w");
        Assert.Equal("", page.Query("width"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task What_may_be_noise_is_grey_in_a_difference()
    {
        // Two halves of the same second, over and over, differ by nothing but chance.
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("orders.perf.gz"));
        FlameTree before = FlameTree.Create(store.WithNames(FrameNames.Short).Slice(store.RangeOfSeconds(1, 2)));
        FlameTree after = FlameTree.Create(store.WithNames(FrameNames.Short).Slice(store.RangeOfSeconds(2, 3)));
        FlameDiff diff = FlameDiff.Create(before, after);
        Assert.DoesNotContain(Enumerable.Range(0, diff.Count), diff.IsSignificant);
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=orders.perf.gz&from=2&to=3&baseFrom=1&baseTo=2&theme=light");
        await Assertions.Expect(page.Page.Locator("#compare")).ToBeVisibleAsync();
        await page.WaitForSliceAsync(string.Create(CultureInfo.InvariantCulture, $"{after.Total} samples"));
        const string Reddest = "(() => { const canvas = document.querySelector('#graph canvas'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
            + " let most = 0; for (let i = 0; i < data.length; i += 4) most = Math.max(most, Math.abs(data[i] - data[i + 2])); return most; })()";
        Assert.InRange(await page.Page.EvaluateAsync<int>(Reddest), 0, 40);
    }

    [Fact]
    public async Task The_list_tells_what_was_found_in_each_recording_and_what_times_it_has()
    {
        await File.WriteAllTextAsync(_site.Folder.PathOf("whole.folded"), "app;main 3\n");
        SampleStore store = ProfileLoader.Load(_site.Folder.PathOf("gcpulse.perf.gz"));
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await page.WaitForSliceAsync("4,695 samples");
        await page.Page.Locator("#profiles-button").ClickAsync();
        ILocator row = page.Page.Locator("#profiles tbody tr").Filter(new LocatorFilterOptions { HasText = "gcpulse" });
        string findings = PerturbationFinder.Find(store).Length.ToString(CultureInfo.InvariantCulture);
        await Assertions.Expect(row.Locator("td").Nth(3)).ToHaveTextAsync(findings);
        await Assertions.Expect(row.Locator("td").Nth(1)).ToHaveTextAsync("perf script");
        await Assertions.Expect(row.Locator("td").Nth(2)).ToHaveTextAsync("clock");
        ILocator timeless = page.Page.Locator("#profiles tbody tr").Filter(new LocatorFilterOptions { HasText = "whole.folded" });
        await Assertions.Expect(timeless.Locator("td").Nth(2)).ToHaveTextAsync("no times");
        await Assertions.Expect(page.Page.Locator("#record")).ToHaveCountAsync(0);
        ILocator orders = page.Page.Locator("#profiles tbody tr").Filter(new LocatorFilterOptions { HasText = "orders" });
        await Assertions.Expect(orders).ToContainTextAsync("99 Hz");
        await Assertions.Expect(orders).ToContainTextAsync("2026-11-22 19:42");
        await Assertions.Expect(row.Locator(".compare")).ToHaveCountAsync(0);
        await orders.Locator(".compare").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#base-title")).ToHaveTextAsync("Baseline: orders.perf.gz");
        Assert.Equal("gcpulse.perf.gz", page.Query("profile"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_recording_without_times_says_so_and_gives_its_room_to_the_view()
    {
        await File.WriteAllTextAsync(_site.Folder.PathOf("whole.folded"), "app;main 3\n");
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=whole.folded");
        await page.WaitForSliceAsync("3 samples");
        await Assertions.Expect(page.Page.Locator("#heat-notice")).ToContainTextAsync("This recording has no times");
        await Assertions.Expect(page.Page.Locator("#heat-notice")).ToContainTextAsync("give the recording that they were made from");
        await Assertions.Expect(page.Page.Locator("#findings-panel")).ToBeHiddenAsync();
        Assert.InRange((await page.Page.Locator("#heat-panel").BoundingBoxAsync())!.Height, 60, 160);
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Two_recordings_have_one_axis_of_time_and_the_view_stays_on_the_screen()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&baseProfile=orders.perf.gz");
        await Assertions.Expect(page.Page.Locator("#base-legend")).ToContainTextAsync("of CPU capacity");
        await page.WaitForSliceAsync("4,695 samples");
        Assert.Equal(await TimeAtEdgeAsync("#heat-overlay"), await TimeAtEdgeAsync("#base-overlay"));
        LocatorBoundingBoxResult graph = (await page.Page.Locator("#graph canvas").BoundingBoxAsync())!;
        Assert.InRange(graph.Y + graph.Height, 700, 900);
        Assert.True(graph.Height > 250, $"{graph.Height} px are left for the graph");
        await page.FollowAsync("?profile=gcpulse.perf.gz&baseProfile=orders.perf.gz&mapFrom=4&mapTo=6&column=0.1");
        await page.Page.WaitForTimeoutAsync(500);
        Assert.Equal(await TimeAtEdgeAsync("#heat-overlay"), await TimeAtEdgeAsync("#base-overlay"));

        // Zoomed to what one of them does not have any more.
        await page.FollowAsync("?profile=orders.perf.gz&baseProfile=gcpulse.perf.gz&mapFrom=20&mapTo=24&column=0.1");
        await Assertions.Expect(page.Page.Locator("#base-notice")).ToContainTextAsync("has ended by then");
        await page.Page.Locator("#base-notice button").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#base-notice")).ToBeHiddenAsync();
        page.AssertNoComplaints();

        async Task<string> TimeAtEdgeAsync(string overlay)
        {
            LocatorBoundingBoxResult box = (await page.Page.Locator(overlay).BoundingBoxAsync())!;
            await page.Page.Mouse.MoveAsync(box.X + 400, box.Y + 41);
            await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync("s ·");
            return (await page.Page.Locator("#readout").InnerTextAsync()).Split('·')[0].Trim();
        }
    }

    [Fact]
    public async Task Two_recordings_have_one_scale()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=gcpulse.perf.gz&baseProfile=orders.perf.gz");
        await Assertions.Expect(page.Page.Locator("#base-legend")).ToContainTextAsync("of CPU capacity");
        await Assertions.Expect(page.Page.Locator("#legend")).ToContainTextAsync("of CPU capacity");
        await page.FollowAsync("?profile=gcpulse.perf.gz&baseProfile=gcpulse.perf.gz");
        await Assertions.Expect(page.Page.Locator("#legend")).ToContainTextAsync("samples a cell");
        await Assertions.Expect(page.Page.Locator("#base-legend")).ToHaveTextAsync(await page.Page.Locator("#legend").InnerTextAsync(), new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
    }
}
