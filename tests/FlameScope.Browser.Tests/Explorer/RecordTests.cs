using System.Text;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Recordings that are started from the page, where the host allows any.</summary>
public sealed class RecordTests(Chromium chromium)
{
    [Fact]
    public async Task A_recording_is_started_followed_and_opened()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync(new ShortSource(), "orders.perf.gz");
        await using ExplorerPage page = await OpenListAsync(site);
        ILocator card = page.Page.Locator("#record");
        await Assertions.Expect(card).ToContainTextAsync("Record a short source");
        await card.Locator("input").FillAsync("0.3");
        await card.Locator("input").PressAsync("Enter");
        await Assertions.Expect(card).ToContainTextAsync("Recording a short source for 300 ms");
        await card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Open it" }).ClickAsync();
        await page.WaitForSliceAsync("2 samples");
        Assert.StartsWith("recordings/", page.Query("profile"), StringComparison.Ordinal);
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_recording_is_stopped_and_then_listed()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync(new ShortSource(), "orders.perf.gz");
        await using ExplorerPage page = await OpenListAsync(site);
        await Assertions.Expect(page.Page.Locator("#profiles tbody tr")).ToHaveCountAsync(1);
        await page.Page.Locator("#record [type=submit]").ClickAsync();
        await page.Page.Locator("#record").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#profiles tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("#record [type=submit]")).ToBeVisibleAsync();
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task What_fails_says_why()
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync(new ShortSource { Failure = "The process has gone." }, "orders.perf.gz");
        await using ExplorerPage page = await OpenListAsync(site);
        await page.Page.Locator("#record [type=submit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#record")).ToContainTextAsync("The last recording failed: The server's log says more.");
    }

    private async Task<ExplorerPage> OpenListAsync(ExplorerSite site)
    {
        ExplorerPage page = await site.OpenAsync(chromium, "?profile=orders.perf.gz");
        await page.WaitForSliceAsync("1,189 samples");
        await page.Page.Locator("#profiles-button").ClickAsync();
        return page;
    }

    private sealed class ShortSource : ILiveSource
    {
        private static readonly byte[] Samples = Encoding.ASCII.GetBytes(
            "java 1 1.000000: cycles:\n        10 main+0x1 (/bin/java)\n\njava 1 1.200000: cycles:\n        10 main+0x1 (/bin/java)\n\n");

        public string Name => "a short source";

        public RecordingLimits Limits { get; } = new();

        public string? Failure { get; init; }

        public async Task<RecordingSummary> RecordAsync(Stream destination, TimeSpan? duration = null, CancellationToken stopToken = default)
        {
            if (Failure is not null)
            {
                throw new IOException(Failure);
            }

            await destination.WriteAsync(Samples, CancellationToken.None);
            RecordingEnd end = RecordingEnd.DurationOver;
            try
            {
                await Task.Delay(duration!.Value, stopToken);
            }
            catch (OperationCanceledException)
            {
                end = RecordingEnd.Stopped;
            }

            return new RecordingSummary(Samples.Length, end, IsCut: false);
        }
    }
}
