using System.Globalization;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Looking closer at a part of the capture, and moving through it.</summary>
public sealed class ZoomTests(Chromium chromium) : IAsyncLifetime
{
    private const string Pulses = "?profile=gcpulse.perf.gz";
    private ExplorerSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ExplorerSite.StartAsync("gcpulse.perf.gz", "orders.perf.gz");

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_wheel_steps_to_narrower_columns_with_the_time_under_the_pointer_where_it_is()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Pulses + "&from=7.2&to=7.3");
        await page.WaitForSliceAsync("7.200–7.300 s");
        (float X, float Y) point = await page.PointAsync(72.5, 0.5, 126);
        await page.Page.Mouse.MoveAsync(point.X, point.Y);
        await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync("7.25");
        Task<IRequest> asked = page.Page.WaitForRequestAsync(request => request.Url.Contains("api/heatmap", StringComparison.Ordinal) && request.Url.Contains("column=0.01&", StringComparison.Ordinal));
        await page.Page.Mouse.WheelAsync(0, -120);
        string url = (await asked).Url;
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (10 ms)");
        Assert.Contains("from=", url, StringComparison.Ordinal);
        Assert.True(double.Parse(page.Query("mapTo"), CultureInfo.InvariantCulture) - double.Parse(page.Query("mapFrom"), CultureInfo.InvariantCulture) < 2);

        // The selection is still there, and drawn.
        Assert.Equal("7.2", page.Query("from"));
        await page.WaitForSliceAsync("7.200–7.300 s");
        await page.Page.Mouse.MoveAsync(point.X + 1, point.Y);
        await Assertions.Expect(page.Page.Locator("#readout")).ToContainTextAsync("7.2");
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeVisibleAsync();

        // A further step has nowhere to go; one back shows the whole.
        await page.Page.WaitForTimeoutAsync(200);
        await page.Page.Mouse.WheelAsync(0, 120);
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (100 ms)");
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeHiddenAsync();
        Assert.Equal("", page.Query("mapFrom"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Keys_and_buttons_zoom_around_the_selection_and_a_link_shows_the_same_part()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Pulses + "&from=9&to=9.1");
        await page.WaitForSliceAsync("9.000–9.100 s");
        await page.Page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (10 ms)");
        Assert.InRange(double.Parse(page.Query("mapFrom"), CultureInfo.InvariantCulture), 8, 9);
        Assert.InRange(double.Parse(page.Query("mapTo"), CultureInfo.InvariantCulture), 9.1, 10);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("outside");
        await page.Page.Locator("#zoom-out").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeHiddenAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeVisibleAsync();
        await page.HeatMap.FocusAsync();
        await page.Page.Keyboard.PressAsync("0");
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeHiddenAsync();
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_selection_that_was_begun_ends_after_the_map_was_moved()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Pulses + "&column=0.1&rows=10&mapFrom=2&mapTo=4");
        await page.WaitForSliceAsync("Whole capture");
        (float X, float Y) start = await page.PointAsync(10.5, 0.05, 20);
        await page.Page.Mouse.ClickAsync(start.X, start.Y);
        await page.WaitForSliceAsync("3.000–3.010 s");
        Task<IResponse> answered = page.Page.WaitForResponseAsync(response => response.Url.Contains("api/heatmap", StringComparison.Ordinal) && response.Url.Contains("rows=10&", StringComparison.Ordinal));
        await page.Page.Keyboard.DownAsync("Shift");
        await page.Page.Mouse.WheelAsync(0, (await page.HeatMap.BoundingBoxAsync())!.Width - 57);
        await page.Page.Keyboard.UpAsync("Shift");
        Assert.True((await answered).Ok);
        await page.Page.WaitForFunctionAsync("() => new URLSearchParams(location.search).get('mapFrom') === '4'");
        await page.Page.WaitForTimeoutAsync(300);
        (float X, float Y) end = await page.PointAsync(10.5, 0.05, 20);
        await page.Page.Mouse.ClickAsync(end.X, end.Y);
        await page.WaitForSliceAsync("3.000–5.010 s");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task The_overview_and_the_middle_button_move_the_map_and_back_undoes_it()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Pulses + "&mapFrom=2&mapTo=4&column=0.1");
        await Assertions.Expect(page.Page.Locator("#overview")).ToBeVisibleAsync();
        LocatorBoundingBoxResult box = (await page.Page.Locator("#overview").BoundingBoxAsync())!;
        float middle = box.Y + (box.Height / 2);
        float second = box.Width / 12.6f;
        await page.DragAsync((box.X + (3 * second), middle), (box.X + (8 * second), middle));
        await page.Page.WaitForFunctionAsync("() => Math.abs(new URLSearchParams(location.search).get('mapFrom') - 7) < 0.11");
        await page.Page.Mouse.ClickAsync(box.X + (2 * second), middle);
        await page.Page.WaitForFunctionAsync("() => Math.abs(new URLSearchParams(location.search).get('mapFrom') - 1) < 0.11");

        // The width of the map is two seconds: half of it is one.
        (float X, float Y) from = await page.PointAsync(15, 0.5, 20);
        (float X, float Y) to = await page.PointAsync(5, 0.5, 20);
        await page.Page.Mouse.MoveAsync(from.X, from.Y);
        await page.Page.Mouse.DownAsync(new MouseDownOptions { Button = MouseButton.Middle });
        await page.Page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 6 });
        await page.Page.Mouse.UpAsync(new MouseUpOptions { Button = MouseButton.Middle });
        await page.Page.WaitForFunctionAsync("() => Math.abs(new URLSearchParams(location.search).get('mapFrom') - 2) < 0.21");

        // And back, with space and the first button.
        await page.Page.Keyboard.DownAsync(" ");
        await page.DragAsync(to, from);
        await page.Page.Keyboard.UpAsync(" ");
        await page.Page.WaitForFunctionAsync("() => Math.abs(new URLSearchParams(location.search).get('mapFrom') - 1) < 0.21");
        Assert.Equal("", page.Query("from"));
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Columns_that_would_be_too_many_are_offered_once_the_map_shows_less()
    {
        await File.WriteAllTextAsync(
            _site.Folder.PathOf("long.perf"),
            string.Concat(Enumerable.Range(0, 1_200).Select(i => FormattableString.Invariant($"java 7 [000] {i / 2}.{i % 2 * 5}00000: cycles:\n\t10 work+0x1 (/bin/a)\n\n"))));
        await using ExplorerPage page = await _site.OpenAsync(chromium, "?profile=long.perf");
        await page.WaitForSliceAsync("Whole capture");
        ILocator narrow = page.Page.Locator("#column option[value='0.01']");
        await Assertions.Expect(narrow).ToHaveAttributeAsync("disabled", "");
        await page.Page.Keyboard.PressAsync("+");
        await page.Page.Keyboard.PressAsync("+");
        await Assertions.Expect(narrow).Not.ToHaveAttributeAsync("disabled", "");
        Task<IRequest> asked = page.Page.WaitForRequestAsync(request => request.Url.Contains("column=0.01&", StringComparison.Ordinal));
        await page.Page.Locator("#column").SelectOptionAsync("0.01");
        Assert.Contains("from=", (await asked).Url, StringComparison.Ordinal);
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_part_that_makes_no_sense_is_the_whole()
    {
        foreach (string part in (string[])["mapFrom=x&mapTo=y", "mapFrom=99&mapTo=100", "mapFrom=5&mapTo=4"])
        {
            await using ExplorerPage page = await _site.OpenAsync(chromium, $"{Pulses}&{part}");
            await page.WaitForSliceAsync("Whole capture");
            await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (100 ms)");
            await Assertions.Expect(page.Page.Locator("#coverage")).ToContainTextAsync("4,695 of 4,695 samples shown");
            page.AssertNoComplaints();
        }
    }

    [Fact]
    public async Task Two_fingers_step_through_widths_and_select_nothing()
    {
        await using ExplorerPage page = await _site.OpenAsync(chromium, Pulses);
        await page.WaitForSliceAsync("Whole capture");
        await page.Page.EvaluateAsync(
            """
            () => {
              const canvas = document.querySelector('#heat-overlay');
              const { left, top } = canvas.getBoundingClientRect();
              const finger = (type, pointerId, x) => canvas.dispatchEvent(new PointerEvent(type, {
                pointerId, pointerType: 'touch', isPrimary: pointerId === 1, bubbles: true, cancelable: true, clientX: left + x, clientY: top + 100, button: type === 'pointermove' ? -1 : 0,
              }));
              HTMLElement.prototype.setPointerCapture = () => {};
              finger('pointerdown', 1, 580);
              finger('pointerdown', 2, 620);
              for (const apart of [50, 60, 80, 120]) {
                finger('pointermove', 1, 600 - apart / 2);
                finger('pointermove', 2, 600 + apart / 2);
              }
              finger('pointerup', 1, 540);
              finger('pointerup', 2, 660);
            }
            """);
        await Assertions.Expect(page.Page.Locator("#column option").First).ToHaveTextAsync("Auto (10 ms)");
        Assert.Equal("", page.Query("from"));
        await page.WaitForSliceAsync("Whole capture");
        page.AssertNoComplaints();
    }
}
