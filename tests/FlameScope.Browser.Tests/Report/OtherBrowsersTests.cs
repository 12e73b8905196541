namespace FlameScope.Browser.Tests.Report;

/// <summary>Reports in other browsers than the one that everything else is tested in.</summary>
public sealed class OtherBrowsersTests
{
    [Fact]
    public async Task A_report_opens_in_Firefox_and_asks_nobody_for_anything()
    {
        using ReportFile report = new("gcpulse.perf.gz");
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(report.Address());
        await firefox.WaitForAsync("document.querySelector('#slice')?.textContent ?? ''", "4,695 samples");
        await firefox.WaitForAsync("String(document.querySelectorAll('#findings-list > li').length)", "^3$");
        await firefox.WaitForAsync("document.querySelector('#findings-list button').click(), 'clicked'", "clicked");
        await firefox.WaitForAsync("document.querySelector('#slice').textContent", "ranges");
        await firefox.WaitForAsync("location.search", "from=");
        Assert.Empty(firefox.Complaints);
        Assert.All(firefox.Asked, address => Assert.Matches("^(file:.*/report\\.html|data:|blob:|about:)", address));
    }

    [Fact]
    public async Task So_does_a_link_to_a_slice_of_it()
    {
        using ReportFile report = new("orders.perf.gz");
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(report.Address("?from=7.2&to=7.6&view=table"));
        await firefox.WaitForAsync("document.querySelector('#slice')?.textContent ?? ''", "7\\.200–7\\.600 s .* 38 samples");
        await firefox.WaitForAsync("document.querySelector('#table')?.textContent ?? ''", "Index");
        Assert.Empty(firefox.Complaints);
    }

    [Fact]
    public async Task A_report_opens_in_WebKit()
    {
        using ReportFile report = new("gcpulse.perf.gz");
        await using WebKit webkit = await WebKit.StartAsync();
        await webkit.OpenAsync(report.Address("?from=4.15&to=4.56"));
        await webkit.WaitForAsync("document.querySelector('#slice')?.textContent", "445 samples");
        await webkit.WaitForAsync("document.querySelectorAll('#findings-list > li').length", "^3$");
        await webkit.WaitForAsync("document.querySelector('[role=alert]')", "null");
    }
}
