using System.Web;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The explorer's page, in the words of its user.</summary>
internal sealed class ExplorerPage(BrowserPage page) : IAsyncDisposable
{
    // The margins of the heat map's canvas around its cells, as the page's map/grid.ts has them.
    private const double Left = 56;
    private const double Right = 1;
    private const double Top = 40;
    private const double Bottom = 22;

    public IPage Page => page.Page;

    public ILocator HeatMap => Page.Locator("#heat-overlay");

    public ILocator Slice => Page.Locator("#slice");

    public string Query(string name) => HttpUtility.ParseQueryString(new Uri(Page.Url).Query)[name] ?? "";

    public void AssertNoComplaints() => page.AssertNoComplaints();

    /// <summary>Chooses a value of a key among the view options.</summary>
    public async Task ChooseAsync(string key, string value)
    {
        await Page.Locator("#options-button").ClickAsync();
        await Page.Locator($"#{key} button[value='{value}']").ClickAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.Locator("#options")).ToBeHiddenAsync();
    }

    /// <summary>Adds a filter by typing its value.</summary>
    /// <param name="kind">What the address calls it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isWithout">Whether such samples are left out.</param>
    public async Task AddFilterAsync(string kind, string value, bool isWithout = false)
    {
        await Page.Locator("#add-filter-button").ClickAsync();
        await Page.Locator($"#add-filter .kinds button[value={kind}]").ClickAsync();
        if (isWithout)
        {
            await Page.Locator("#add-filter [name=without]").CheckAsync();
        }

        await Page.Locator("#add-filter [name=value]").FillAsync(value);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#add-filter")).ToBeHiddenAsync();
    }

    /// <summary>Adds a filter that is offered.</summary>
    public async Task TakeFilterAsync(string kind, string value)
    {
        await Page.Locator("#add-filter-button").ClickAsync();
        await Page.Locator($"#add-filter .kinds button[value={kind}]").ClickAsync();
        await Page.Locator($"#add-filter .offers button[value='{value}']").ClickAsync();
    }

    /// <summary>Waits until the flame graph's heading says something.</summary>
    public async Task WaitForSliceAsync(string text)
    {
        await Assertions.Expect(Slice).ToContainTextAsync(text);
        await Assertions.Expect(Page.Locator("#graph.busy")).ToHaveCountAsync(0);
    }

    /// <summary>The point of the window at a time of the heat map.</summary>
    /// <param name="column">Column, counted from 0, with a fraction.</param>
    /// <param name="offset">Offset inside the column, 0 to 1.</param>
    /// <param name="columns">Columns of the map.</param>
    public async Task<(float X, float Y)> PointAsync(double column, double offset, int columns)
    {
        LocatorBoundingBoxResult box = (await HeatMap.BoundingBoxAsync())!;
        double x = box.X + Left + (column / columns * (box.Width - Left - Right));
        double y = box.Y + Top + ((1 - offset) * (box.Height - Top - Bottom));
        return ((float)x, (float)y);
    }

    public async Task DragAsync((float X, float Y) from, (float X, float Y) to)
    {
        await Page.Mouse.MoveAsync(from.X, from.Y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 8 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Keeps requests waiting until the result is completed.</summary>
    /// <param name="isHeld">Which, by their addresses.</param>
    public async Task<TaskCompletionSource> HoldAsync(Func<string, bool> isHeld)
    {
        TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.RouteAsync(isHeld, async route =>
        {
            await released.Task;
            await route.ContinueAsync();
        });
        return released;
    }

    /// <summary>Goes to another state as a link or the browser's history does, without loading the page again.</summary>
    public Task FollowAsync(string query) => Page.EvaluateAsync("query => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }", query);

    /// <summary>The flame graph's pixels.</summary>
    public Task<string> PictureAsync() => Page.EvaluateAsync<string>("document.querySelector('#graph canvas').toDataURL()");

    /// <summary>Waits until the flame graph's pixels are these again.</summary>
    public Task WaitForPictureAsync(string picture) => Page.WaitForFunctionAsync("picture => document.querySelector('#graph canvas').toDataURL() === picture", picture);

    /// <summary>Whether a canvas has a colour, as <c>red,green,blue</c>, somewhere.</summary>
    public Task<bool> HasColorAsync(string canvas, string color) => Page.EvaluateAsync<bool>(
        """
        ([canvas, color]) => {
          const { width, height } = document.querySelector(canvas);
          const { data } = document.querySelector(canvas).getContext('2d').getImageData(0, 0, width, height);
          for (let i = 0; i < data.length; i += 4) if (data.subarray(i, i + 3).join() === color) return true;
          return false;
        }
        """,
        new[] { canvas, color });

    /// <summary>The colour of a point of the heat map's overlay, as <c>red,green,blue,alpha</c>.</summary>
    public async Task<string> OverlayAtAsync((float X, float Y) point)
    {
        LocatorBoundingBoxResult box = (await HeatMap.BoundingBoxAsync())!;
        return await Page.EvaluateAsync<string>(
            "([x, y]) => document.querySelector('#heat-overlay').getContext('2d').getImageData(x, y, 1, 1).data.join()",
            new[] { (int)(point.X - box.X), (int)(point.Y - box.Y) });
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
