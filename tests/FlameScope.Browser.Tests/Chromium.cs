using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FlameScope.Browser.Tests.Chromium))]

namespace FlameScope.Browser.Tests;

/// <summary>The system's Chromium, started once for all tests. Nothing is downloaded: without one, tests are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Program => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen
        ? chosen
        : Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Program is not string program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens an address in a window of its own; skips the test, loudly, where there is no browser.</summary>
    /// <param name="address">The address.</param>
    /// <param name="pixelRatio">Pixels of the screen for one of the page.</param>
    public async Task<BrowserPage> OpenAsync(Uri address, float pixelRatio = 1)
    {
        Assert.SkipWhen(
            _browser is null,
            "BROWSER TEST NOT RUN: no Chromium (apt-get install chromium, or the path of one in CHROMIUM).");
        IPage page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            DeviceScaleFactor = pixelRatio,
        });
        BrowserPage opened = new(page);
        await page.GotoAsync(address.AbsoluteUri);
        return opened;
    }
}
