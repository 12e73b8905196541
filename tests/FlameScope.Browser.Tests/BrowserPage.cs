using Microsoft.Playwright;

namespace FlameScope.Browser.Tests;

/// <summary>An open page, and what it complained about.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public BrowserPage(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.RequestFailed += (_, request) =>
        {
            // A page gives requests up when it no longer needs their answers.
            if (request.Failure != "net::ERR_ABORTED")
            {
                _complaints.Add(request.Url);
            }
        };
    }

    public IPage Page { get; }

    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
