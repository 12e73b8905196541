using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>What the heat map shows is what is there: cells, rows, colours and times.</summary>
public sealed class HeatMapTests(Chromium chromium)
{
    private const int Hours = 6;
    private const int Hot = 40;
    private const string Long = "?profile=long.perf&column=10&rows=99&scale=max&theme=light";

    // The pixels of the cells, as colours, with where each non-empty cell of the answer is on them.
    private const string SeenCells =
        """
        async () => {
          const answer = await fetch('api/heatmap?profile=long.perf&column=10&rows=99', { headers: { Accept: 'application/json' } });
          const { columns, rows, data: { values } } = await answer.json();
          const canvas = document.querySelector('#heat');
          const at = value => Math.round(value * devicePixelRatio);
          const [left, top] = [at(56), at(40)];
          const [width, height] = [at(canvas.clientWidth - 1) - left, at(canvas.clientHeight - 22) - top];
          const { data } = canvas.getContext('2d').getImageData(left, top, width, height);
          const zero = '243,244,246';
          const noData = ['215,219,226', '255,255,255'];
          const seen = { cells: 0, lost: 0, most: 0, hottest: [] };
          values.forEach((value, cell) => {
            if (!value) return;
            const x = Math.floor((Math.floor(cell / rows) + 0.5) * width / columns);
            const y = height - 1 - Math.floor((cell % rows + 0.5) * height / rows);
            const color = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3).join();
            seen.cells++;
            if (color === zero || noData.includes(color)) seen.lost++;
            if (value <= seen.most) return;
            seen.most = value;
            seen.hottest = [(left + x + 0.5) / devicePixelRatio, (top + y + 0.5) / devicePixelRatio, color];
          });
          return [seen.cells, seen.lost, ...seen.hottest].join(' ');
        }
        """;

    private const string Contrast =
        """
        () => {
          const light = color => {
            const [r, g, b] = color.match(/\d+/g).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const [zero, one] = [...document.querySelectorAll('#legend i')].map(box => light(getComputedStyle(box).backgroundColor));
          return Math.max(zero, one) / Math.min(zero, one);
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(1.5f)]
    [InlineData(2)]
    public async Task Every_cell_of_a_long_recording_has_a_coloured_pixel_and_the_hottest_tells_its_count(float pixelRatio)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await WriteLongAsync(site);
        await using ExplorerPage page = await site.OpenAsync(chromium, Long, pixelRatio);
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#legend")).ToContainTextAsync($"{Hot}");
        string[] seen = (await page.Page.EvaluateAsync<string>(SeenCells)).Split(' ');
        Assert.True(int.Parse(seen[0], CultureInfo.InvariantCulture) > 1_000, seen[0]);
        Assert.Equal("0", seen[1]);
        Assert.Equal("30,12,69", seen[4]);
        LocatorBoundingBoxResult box = (await page.HeatMap.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(
            box.X + float.Parse(seen[2], CultureInfo.InvariantCulture), box.Y + float.Parse(seen[3], CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync($"12345.354–12345.455 s · {Hot} samples");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Columns_are_the_narrowest_that_can_be_told_apart_so_that_short_pulses_are_seen_at_once()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("gcpulse.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=gcpulse.perf.gz");
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (100 ms)");
        await page.Page.Locator("#options-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rows option").First).ToHaveTextAsync("Auto (50)");
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("", page.Query("column"));

        // The pulse of 3.204–3.217 s stands in a row of its own, and the readout tells of a cell of two milliseconds.
        (float X, float Y) pulse = await page.PointAsync(32.5, 0.11, 126);
        await page.Page.Mouse.MoveAsync(pulse.X, pulse.Y);
        await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync("3.210–3.212 s");
        await page.Page.Locator("#column").SelectOptionAsync("1");
        await page.Page.Locator("#options-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rows option").First).ToHaveTextAsync("Auto (10)");
        await page.Page.Keyboard.PressAsync("Escape");

        // Those of a narrower window are wider.
        await page.FollowAsync("?profile=gcpulse.perf.gz");
        await page.Page.SetViewportSizeAsync(400, 900);
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (1 s)");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task No_map_has_more_columns_than_it_may_have()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await WriteLongAsync(site);
        await using ExplorerPage page = await site.OpenAsync(chromium);
        Task<IResponse> answered = page.Page.WaitForResponseAsync(response => response.Url.Contains("api/heatmap", StringComparison.Ordinal));
        await page.Page.GotoAsync(site.Address + "?profile=long.perf&column=0.01");
        Assert.Contains("column=10&", (await answered).Url + "&", StringComparison.Ordinal);
        await page.WaitForSliceAsync("Whole capture");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task What_was_not_captured_is_hatched()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz&column=1&rows=99&theme=light");
        await page.WaitForSliceAsync("Whole capture");

        // The recording begins at 0.683 s: what is below in its first column was not captured.
        int[] colors = await page.Page.EvaluateAsync<int[]>(
            """
            () => {
              const canvas = document.querySelector('#heat');
              const { data } = canvas.getContext('2d').getImageData(58, canvas.height - 22 - 60, 22, 50);
              const all = Array.from({ length: 1100 }, (_, i) => data.subarray(i * 4, i * 4 + 3).join());
              return [all.filter(color => color === '215,219,226').length, all.filter(color => color === '255,255,255').length, all.length];
            }
            """);
        Assert.Equal(colors[2], colors[0] + colors[1]);
        Assert.InRange(colors[0], 150, 750);
    }

    [Theory]
    [InlineData("light", "")]
    [InlineData("dark", "")]
    [InlineData("light", "&colors=red")]
    [InlineData("dark", "&colors=red")]
    [InlineData("light", "&colors=cividis")]
    [InlineData("dark", "&colors=cividis")]
    public async Task One_sample_differs_from_none_in_every_theme(string theme, string colors)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, $"?profile=orders.perf.gz&rows=99&theme={theme}{colors}");
        await page.WaitForSliceAsync("Whole capture");
        await Assertions.Expect(page.Page.Locator("#legend b").Nth(1)).ToHaveTextAsync("1");
        Assert.InRange(await page.Page.EvaluateAsync<double>(Contrast), 1.5, 21);
    }

    [Fact]
    public async Task Rows_follow_the_room_there_is_until_some_are_chosen()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("orders.perf.gz");
        await using ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz");
        ILocator auto = page.Page.Locator("#rows option").First;
        await page.WaitForSliceAsync("Whole capture");
        await page.Page.Locator("#options-button").ClickAsync();
        await Assertions.Expect(auto).ToHaveTextAsync("Auto (25)");
        Task<IResponse> answered = page.Page.WaitForResponseAsync(response => response.Url.Contains("api/heatmap", StringComparison.Ordinal) && response.Url.Contains("rows=50", StringComparison.Ordinal));
        await page.Page.SetViewportSizeAsync(1_280, 2_400);
        Assert.True((await answered).Ok);
        await Assertions.Expect(auto).ToHaveTextAsync("Auto (50)");
        Assert.Equal("", page.Query("rows"));

        // 9.9 samples fall into a tenth of a second.
        answered = page.Page.WaitForResponseAsync(response => response.Url.Contains("column=0.1", StringComparison.Ordinal) && response.Url.Contains("rows=10", StringComparison.Ordinal));
        await page.FollowAsync("?profile=orders.perf.gz&column=0.1");
        Assert.True((await answered).Ok);
        await page.Page.Locator("#rows").SelectOptionAsync("25");
        await page.Page.SetViewportSizeAsync(1_280, 900);
        await Assertions.Expect(page.Page.Locator("#rows")).ToHaveValueAsync("25");
        Assert.Equal("25", page.Query("rows"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Hours_are_told_as_a_clock()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await WriteLongAsync(site);
        await using ExplorerPage page = await site.OpenAsync(chromium, Long);
        await page.WaitForSliceAsync("Whole capture");
        await page.Page.EvaluateAsync(
            """
            () => {
              window.drawn = [];
              const { fillText } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
                if (this.canvas.id === 'heat') window.drawn.push(text);
                return fillText.call(this, text, ...rest);
              };
            }
            """);
        await page.ChooseAsync("theme", "dark");
        await page.Page.WaitForFunctionAsync("window.drawn.length > 10");
        string[] drawn = await page.Page.EvaluateAsync<string[]>("window.drawn");
        Assert.Contains("h:mm", drawn);
        Assert.Contains("0:30", drawn);
        Assert.Contains("5:30", drawn);
        Assert.DoesNotContain(drawn, text => Regex.IsMatch(text, "^[0-9]{3,} s$"));
    }

    [Fact]
    public async Task The_page_says_where_processes_are_unknown()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync();
        await WriteLongAsync(site);
        await File.WriteAllTextAsync(site.Folder.PathOf("known.perf"), "java 7/8 [000] 1.000000: cycles:\n\t10 work+0x1 (/bin/a)\n\n");
        await using ExplorerPage page = await site.OpenAsync(chromium, Long);
        await page.WaitForSliceAsync("Whole capture");
        await page.Page.Locator("#add-filter-button").ClickAsync();
        await page.Page.Locator("#add-filter .kinds button[value=process]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#add-filter")).ToContainTextAsync("perf script -F +pid");
        await Assertions.Expect(page.Page.Locator("#add-filter .offers button")).ToHaveCountAsync(0);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#facts")).ToContainTextAsync("processes unknown");
        await page.FollowAsync("?profile=known.perf");
        await page.WaitForSliceAsync("1 sample");
        await page.Page.Locator("#add-filter-button").ClickAsync();
        await page.Page.Locator("#add-filter .kinds button[value=process]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#add-filter .offers button")).ToHaveTextAsync(["java 71"]);
        await Assertions.Expect(page.Page.Locator("#facts")).Not.ToContainTextAsync("processes unknown");
    }

    // A sample every few seconds for six hours, and once forty in ten milliseconds; the text names threads only.
    private static Task WriteLongAsync(ExplorerSite site)
    {
        Random random = new(42);
        StringBuilder text = new();
        for (int second = 0; second <= Hours * 3_600; second++)
        {
            if (second == 12_345)
            {
                for (int i = 0; i < Hot; i++)
                {
                    Append(text, second, 425_000 + (i * 100));
                }
            }
            else if (second is 0 or (Hours * 3_600) || random.Next(6) == 0)
            {
                Append(text, second, random.Next(1_000_000));
            }
        }

        return File.WriteAllTextAsync(site.Folder.PathOf("long.perf"), text.ToString());
    }

    private static void Append(StringBuilder text, int second, int microseconds) =>
        text.Append(CultureInfo.InvariantCulture, $"java 7 [000] {second}.{microseconds:D6}: cycles:\n\t10 work+0x1 (/bin/a)\n\n");
}
