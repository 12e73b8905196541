using System.Text;
using System.Text.RegularExpressions;
using FlameScope.Browser.Tests.Explorer;
using FlameScope.Formats;
using FlameScope.Report;
using FlameScope.Tests.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlameScope.Browser.Tests.Report;

/// <summary>Reports, opened from the disk.</summary>
public sealed class ReportTests(Chromium chromium)
{
    [Fact]
    public async Task A_report_shows_the_recording_and_asks_nobody_for_anything()
    {
        using ReportFile report = new("gcpulse.perf.gz");
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        List<string> asked = [];
        browser.Page.Request += (_, request) => asked.Add(request.Url);
        await browser.Page.ReloadAsync();
        await Expect(browser.Page.Locator("#slice")).ToContainTextAsync("4,695 samples");
        await Expect(browser.Page.Locator("#findings-list > li")).ToHaveCountAsync(3);
        await browser.Page.Locator("#findings-list button").First.ClickAsync();
        await Expect(browser.Page.Locator("#slice")).ToContainTextAsync("ranges");
        foreach (string key in (string[])["t", "c", "s"])
        {
            await browser.Page.Keyboard.PressAsync(key);
        }

        await Expect(browser.Page.Locator("#sandwich")).ToBeVisibleAsync();
        Assert.All(asked, address => Assert.Matches("^(file:.*/report\\.html|data:|blob:)", address));
        Assert.Single(asked, address => address.StartsWith("file:", StringComparison.Ordinal));
        browser.AssertNoComplaints();
    }

    [Theory]
    [InlineData("")]
    [InlineData("from=4.15&to=4.56")]
    [InlineData("from=4.15&to=4.56&baseFrom=5&baseTo=8")]
    [InlineData("frame=Compact&rowsBy=thread")]
    [InlineData("command=%3Dgcpulse&column=1")]
    public async Task It_shows_what_the_server_shows(string query)
    {
        await using ExplorerSite site = await ExplorerSite.StartAsync("gcpulse.perf.gz");
        using ReportFile report = new("gcpulse.perf.gz");
        string table = await ShownAsync(await chromium.OpenAsync(report.Address($"?profile=gcpulse.perf.gz&view=table&{query}")));
        Assert.Equal(await ShownAsync(await chromium.OpenAsync(new Uri($"{site.Address}?profile=gcpulse.perf.gz&view=table&{query}"))), table);
        Assert.Contains("P.", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_selected_stands_in_the_address_and_back_undoes_it()
    {
        using ReportFile report = new("orders.perf.gz");
        await using BrowserPage browser = await chromium.OpenAsync(report.Address("?from=7.2&to=7.6"));
        ILocator slice = browser.Page.Locator("#slice");
        await Expect(slice).ToContainTextAsync("7.200–7.600 s");
        await browser.Page.Locator("#heat-overlay").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Escape");
        await Expect(slice).ToContainTextAsync("Whole capture");
        Assert.DoesNotContain("from=", browser.Page.Url, StringComparison.Ordinal);
        await browser.Page.GoBackAsync();
        await Expect(slice).ToContainTextAsync("7.200–7.600 s");
        browser.AssertNoComplaints();
    }

    [Fact]
    public async Task A_baseline_comes_with_its_own_map_and_a_difference()
    {
        SampleStore baseline = ProfileLoader.Load(Repository.PathOf("samples/profiles/segstore.perf.gz"));
        using ReportFile report = new("gcpulse.perf.gz", new HtmlReportOptions { Baseline = baseline });
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        await Expect(browser.Page.Locator("#base-title")).ToContainTextAsync("baseline");
        await Expect(browser.Page.Locator("#base-heat")).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("#compare")).ToBeVisibleAsync();
        browser.AssertNoComplaints();
    }

    [Fact]
    public async Task It_says_where_it_comes_from_and_what_it_does_not_have()
    {
        using ReportFile report = new("orders.perf.gz", new HtmlReportOptions { Title = "Slow orders", Notes = "Every fourth second.", TimeStep = TimeSpan.FromMilliseconds(1) });
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        ILocator about = browser.Page.Locator(".about");
        await Expect(about).ToContainTextAsync("Slow orders");
        await about.Locator("summary").ClickAsync();
        foreach (string said in (string[])["Every fourth second.", "Times are rounded down to 0.001 s.", ReportedFile.From(Repository.PathOf("samples/profiles/orders.perf.gz")).Sha256])
        {
            await Expect(about).ToContainTextAsync(said);
        }
    }

    [Fact]
    public async Task Nothing_that_has_no_meaning_offline_is_offered()
    {
        using ReportFile report = new("orders.perf.gz");
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        await Expect(browser.Page.Locator("#slice")).ToContainTextAsync("Whole capture");
        foreach (string control in (string[])["#profiles-button", "#upload-field"])
        {
            await Expect(browser.Page.Locator(control)).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task Printed_it_begins_with_its_summary()
    {
        using ReportFile report = new("gcpulse.perf.gz", new HtmlReportOptions { Title = "Printed" });
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        await Expect(browser.Page.Locator("#slice")).ToContainTextAsync("Whole capture");
        await Expect(browser.Page.Locator("#summary")).ToBeHiddenAsync();
        await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(browser.Page.Locator("#summary h1")).ToHaveTextAsync("Printed");
        await Expect(browser.Page.Locator("#summary")).ToContainTextAsync("P.CompactSegments");
        await Expect(browser.Page.Locator("#heat")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("page", "was changed after it was written")]
    [InlineData("data", "damaged")]
    [InlineData("cut", "damaged")]
    [InlineData("policy", "was changed after it was written")]
    public async Task A_file_that_was_changed_or_cut_says_so_in_a_sentence(string what, string sentence)
    {
        using ReportFile report = new("segstore.perf.gz");
        report.Change(html => what switch
        {
            "page" => Recoded(html, "flamescope-page", script => script.Replace("use strict", "use strikt", StringComparison.Ordinal).Replace("const ", "let   ", StringComparison.Ordinal) + ";"),
            "data" => Regex.Replace(html, "(id=\"flamescope-data\">.{2000}).{400}", match => match.Groups[1].Value + new string('A', 400)),
            "cut" => html[..(html.IndexOf("flamescope-data", StringComparison.Ordinal) + 3_000)] + "</script>" + html[html.LastIndexOf("<script>", StringComparison.Ordinal)..],
            _ => Regex.Replace(html, "(sha256-)[^']+(' 'sha256-)[^']{5}", match => match.Value[..^5] + "AAAAA"),
        });
        await using BrowserPage browser = await chromium.OpenAsync(report.Address());
        await Expect(browser.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(sentence);
        await Expect(browser.Page.Locator("#summary h1")).ToHaveTextAsync("segstore.perf.gz");
        if (what is "page" or "policy")
        {
            await Expect(browser.Page.Locator("#summary")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Hostile_names_never_become_script()
    {
        const string Hostile = "</script><script>document.title='gotcha'</script><img src=x onerror=\"document.title='gotcha'\">\u202E";
        SampleStoreBuilder builder = new();
        byte[] name = Encoding.UTF8.GetBytes(Hostile);
        StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame(name, name, FrameKind.User));
        for (int i = 0; i < 100; i++)
        {
            builder.AddSample(new SampleRecord(i * 10_000_000, stack, builder.AddThread(name, 1, 1), builder.AddEventKind(name), 0, 1));
        }

        builder.AddMarker(new Marker(new TimeRange(0, 0), builder.AddString(name)) { Kind = builder.AddString(name), Text = builder.AddString(name) });
        using ReportFile report = new(builder.Build(), new HtmlReportOptions { Title = Hostile, Notes = Hostile, File = new ReportedFile(Hostile, 1, Hostile) });
        await using BrowserPage browser = await chromium.OpenAsync(report.Address("?view=table"));
        await Expect(browser.Page.Locator("#table")).ToContainTextAsync("onerror=");
        Assert.DoesNotContain("gotcha", (await browser.Page.TitleAsync()).Replace(Hostile.TrimEnd('\u202E'), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, await browser.Page.Locator("img[src=x]").CountAsync());
        browser.AssertNoComplaints();
    }

    // The first rows of the table as text (the report has a bar more, and so room for fewer), the map's pixels, and what the bar says of the samples.
    private static async Task<string> ShownAsync(BrowserPage browser)
    {
        await using (browser)
        {
            IPage page = browser.Page;
            await Expect(page.Locator("#table tbody tr, #table [role=row]").First).ToBeVisibleAsync();
            await Expect(page.Locator(".busy")).ToHaveCountAsync(0);
            string shown = await page.EvaluateAsync<string>("[document.querySelector('#table').innerText.split('\\n').slice(0, 80).join('\\n'), document.querySelector('#slice').innerText, document.querySelector('canvas#heat').toDataURL()].join('\\n')");
            browser.AssertNoComplaints();
            return shown;
        }
    }

    private static string Recoded(string html, string id, Func<string, string> change) =>
        Regex.Replace(html, $"(id=\"{id}\">)([^<]*)", match => match.Groups[1].Value + Packed(change(Unpacked(match.Groups[2].Value))));

    private static string Unpacked(string base64)
    {
        using System.IO.Compression.DeflateStream inflate = new(new MemoryStream(Convert.FromBase64String(base64)), System.IO.Compression.CompressionMode.Decompress);
        using StreamReader text = new(inflate, Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static string Packed(string text)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.DeflateStream deflate = new(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
