using System.IO.Compression;
using System.Net;
using System.Text;
using FlameScope.Report;

namespace FlameScope.AspNetCore.Tests.Explorer;

/// <summary>The page over HTTP: small on the wire, and kept by the client as long as it may be.</summary>
public sealed class ExplorerEndpointsTests
{
    private readonly ExplorerPage _page = ExplorerPage.Load();

    [Fact]
    public async Task Assets_are_kept_for_good_and_the_document_is_asked_for_again()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        foreach (PageFile asset in _page.Assets)
        {
            using HttpResponseMessage response = await app.Client.GetAsync(asset.Path);
            Assert.Equal(asset.MediaType, response.Content.Headers.ContentType?.ToString());
            Assert.Equal(asset.Content.ToArray(), await response.Content.ReadAsByteArrayAsync());
            Assert.Equal("max-age=31536000, private, immutable", response.Headers.CacheControl?.ToString());
        }

        using HttpResponseMessage document = await app.Client.GetAsync("");
        Assert.Equal(_page.Document.Content.ToArray(), await document.Content.ReadAsByteArrayAsync());
        Assert.True(document.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task A_document_that_the_client_has_is_not_sent_again()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpResponseMessage first = await app.Client.GetAsync("");
        using HttpRequestMessage again = new(HttpMethod.Get, "");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await app.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task The_page_is_compressed_as_the_client_takes_it_even_on_this_machine(string? accepted, string? coding)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        string text = Encoding.UTF8.GetString(_page.Document.Content.Span);
        long sent = 0;
        foreach (PageFile file in (PageFile[])[_page.Document, .. _page.Assets])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, file == _page.Document ? "" : file.Path);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            using HttpResponseMessage response = await app.Client.SendAsync(request);
            byte[] body = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Contains("Accept-Encoding", response.Headers.Vary);
            Assert.Equal(body.Length, response.Content.Headers.ContentLength);
            Assert.Equal(file.Content.ToArray(), Expand(body, coding));
            // What follows the first heat map is not waited for; and the icon is no part of what the page is made of.
            bool isFirst = file == _page.Document || (file.MediaType != "image/svg+xml" && text.Contains(file.Path, StringComparison.Ordinal));
            sent += isFirst ? body.Length : 0;
        }

        Assert.True(coding is null || sent <= 40_000, $"{sent} bytes on the wire");
    }

    [Fact]
    public async Task An_address_without_its_slash_leads_to_the_page_with_the_query()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpClientHandler handler = new() { AllowAutoRedirect = false };
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri(app.Client.BaseAddress!, "/flamescope?profile=a"));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/flamescope/?profile=a", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("?profile=a%20b/(c)!.perf&rows=25", "<api/info?profile=a+b%2F%28c%29%21.perf>; rel=preload; as=fetch; crossorigin")]
    [InlineData("?profile=%3E;%0D%0Ax:%C3%A9*~", "<api/info?profile=%3E%3B%0D%0Ax%3A%C3%A9*%7E>; rel=preload; as=fetch; crossorigin")]
    [InlineData("?rows=25", null)]
    [InlineData("?profile=", null)]
    public async Task The_document_names_what_its_page_asks_for_first(string query, string? link)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using HttpResponseMessage response = await app.Client.GetAsync(query);
        Assert.Equal(link, response.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? Assert.Single(links) : null);
    }

    private static byte[] Expand(byte[] body, string? coding)
    {
        using MemoryStream sent = new(body);
        using Stream content = coding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        };
        using MemoryStream expanded = new();
        content.CopyTo(expanded);
        return expanded.ToArray();
    }
}
