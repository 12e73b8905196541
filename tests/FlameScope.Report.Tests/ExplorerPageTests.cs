using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FlameScope.Report.Tests;

/// <summary>The page as it is packed: whole, small, and fit for a strict policy.</summary>
public sealed class ExplorerPageTests
{
    private const int MostBytes = 150_000;
    private const int MostCompressedBytes = 50_000;

    // Programs that take nothing better are rare.
    private const int MostGzippedBytes = 57_000;

    // The server compresses the page once, as well as it can: what is measured is what it sends.
    private const int ServedQuality = 11;

    private readonly ExplorerPage _page = ExplorerPage.Load();

    private string Document => TextOf(_page.Document);

    [Fact]
    public void The_page_is_at_most_150_kB_and_50_kB_compressed()
    {
        PageFile[] files = [_page.Document, .. _page.Assets.Where(asset => !asset.Path.EndsWith(".svg", StringComparison.Ordinal))];
        Assert.Equal(3, files.Length);
        Assert.InRange(files.Sum(file => file.Content.Length), 0, MostBytes);
        Assert.InRange(files.Sum(file => SizeOf(file, stream => new GZipStream(stream, CompressionLevel.SmallestSize))), 0, MostGzippedBytes);
        Assert.InRange(files.Sum(file => SizeOf(file, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = ServedQuality }))), 0, MostCompressedBytes);
    }

    [Fact]
    public void The_document_refers_to_every_asset_and_to_nothing_else()
    {
        IEnumerable<string> referred = Regex.Matches(Document, """(?:href|src)="([^"]*)""").Select(match => match.Groups[1].Value);
        Assert.Equal(_page.Assets.Select(asset => asset.Path).Order(StringComparer.Ordinal), referred.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_name_of_an_asset_has_a_hash_of_what_is_in_it()
    {
        foreach (PageFile asset in _page.Assets)
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(asset.Content.Span));
            Assert.Matches(@"^assets/[a-z]+\.[0-9a-f]{10}\.(js|css|svg)$", asset.Path);
            Assert.Contains($".{hash[..10]}.", asset.Path, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_document_has_no_script_and_no_style_of_its_own()
    {
        Assert.DoesNotMatch("""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=""", Document);
    }

    [Fact]
    public void Nothing_comes_from_another_server()
    {
        foreach (PageFile file in (PageFile[])[_page.Document, .. _page.Assets])
        {
            // The names of the formats that a browser knows look like addresses.
            Assert.DoesNotMatch(@"https?://(?!www\.w3\.org/)[a-z0-9]", TextOf(file));
        }
    }

    [Theory]
    [InlineData(".js", "text/javascript; charset=utf-8")]
    [InlineData(".css", "text/css; charset=utf-8")]
    [InlineData(".svg", "image/svg+xml")]
    public void A_file_tells_what_it_is(string extension, string mediaType)
    {
        Assert.Equal(mediaType, Assert.Single(_page.Assets, asset => asset.Path.EndsWith(extension, StringComparison.Ordinal)).MediaType);
        Assert.Equal("text/html; charset=utf-8", _page.Document.MediaType);
    }

    private static string TextOf(PageFile file) => Encoding.UTF8.GetString(file.Content.Span);

    private static int SizeOf(PageFile file, Func<Stream, Stream> compress)
    {
        using MemoryStream compressed = new();
        using (Stream stream = compress(compressed))
        {
            stream.Write(file.Content.Span);
        }

        return compressed.ToArray().Length;
    }
}
