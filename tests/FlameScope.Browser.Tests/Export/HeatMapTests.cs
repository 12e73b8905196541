using FlameScope.Export;
using FlameScope.Tests.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlameScope.Browser.Tests.Export;

/// <summary>The heat map's drawing of a real recording, opened as a file.</summary>
public sealed class HeatMapTests(Chromium chromium)
{
    [Fact]
    public async Task The_drawing_renders_without_complaints()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("map.svg");
        HeatMap map = HeatMap.Create(ProfileLoader.Load(Repository.PathOf("samples/profiles/orders.perf.gz")), new HeatMapOptions());
        using (FileStream output = File.Create(file))
        {
            new SvgHeatMapExporter().Export(map, output);
        }

        await using BrowserPage browser = await chromium.OpenAsync(new Uri(file));
        LocatorBoundingBoxResult? box = await browser.Page.Locator("svg").First.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.True(box.Width > 300 && box.Height > 100, $"{box.Width} x {box.Height}");
        await Expect(browser.Page.Locator("text", new() { HasText = map.EventName }).First).ToBeVisibleAsync();
        browser.AssertNoComplaints();
    }
}
