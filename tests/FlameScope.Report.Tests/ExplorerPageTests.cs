using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FlameScope.Report.Tests;

/// <summary>The page as it is packed: whole, small at first, and fit for a strict policy.</summary>
public sealed class ExplorerPageTests
{
    private const int MostBytes = 110_000;
    private const int MostCompressedBytes = 40_000;

    // With what follows the first heat map: nobody waits for it, but it is no place for anything.
    private const int MostBytesInAll = 165_000;
    private const int MostCompressedBytesInAll = 58_000;

    // The server compresses the page once, as well as it can: what is measured is what it sends.
    private const int ServedQuality = 11;

    private readonly ExplorerPage _page = ExplorerPage.Load();

    private string Document => TextOf(_page.Document);

    // The icon is no part of what the page is made of.
    private IEnumerable<PageFile> Measured => [_page.Document, .. _page.Assets.Where(asset => asset.MediaType != "image/svg+xml")];

    [Fact]
    public void What_the_first_heat_map_needs_is_at_most_110_kB_and_40_kB_compressed()
    {
        PageFile[] first = [.. Measured.Where(file => file == _page.Document || Document.Contains(file.Path, StringComparison.Ordinal))];
        Assert.Equal(4, first.Length);
        AssertSizes(first, MostBytes, MostCompressedBytes);
    }

    [Fact]
    public void All_of_the_page_is_at_most_165_kB_and_58_kB_compressed() => AssertSizes([.. Measured], MostBytesInAll, MostCompressedBytesInAll);

    [Fact]
    public void The_document_refers_to_every_asset_but_for_the_script_that_follows_the_heat_map_and_to_nothing_else()
    {
        string[] referred = [.. Regex.Matches(Document, """(?:href|src)="([^"]*)""").Select(match => match.Groups[1].Value)];
        string[] assets = [.. _page.Assets.Select(asset => asset.Path)];
        Assert.Empty(referred.Except(assets));
        string late = Assert.Single(assets.Except(referred));
        Assert.Contains(_page.Assets, asset => referred.Contains(asset.Path) && TextOf(asset).Contains($"import(\"./{Path.GetFileName(late)}\")", StringComparison.Ordinal));
    }

    [Fact]
    public void The_folder_of_the_assets_has_a_hash_of_what_is_in_them()
    {
        byte[] all = [.. _page.Assets.SelectMany(asset => asset.Content.ToArray())];
        string hash = Convert.ToHexStringLower(SHA256.HashData(all));
        Assert.All(_page.Assets, asset => Assert.Matches($@"^assets/{hash[..10]}/[a-z]+\.(js|css|svg)$", asset.Path));
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
        PageFile[] files = [.. _page.Assets.Where(asset => asset.Path.EndsWith(extension, StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(mediaType, file.MediaType));
        Assert.Equal("text/html; charset=utf-8", _page.Document.MediaType);
    }

    private static string TextOf(PageFile file) => Encoding.UTF8.GetString(file.Content.Span);

    private static void AssertSizes(PageFile[] files, int mostBytes, int mostCompressedBytes)
    {
        Assert.InRange(files.Sum(file => file.Content.Length), 0, mostBytes);
        Assert.InRange(files.Sum(CompressedSizeOf), 0, mostCompressedBytes);
    }

    private static int CompressedSizeOf(PageFile file)
    {
        using MemoryStream compressed = new();
        using (BrotliStream stream = new(compressed, new BrotliCompressionOptions { Quality = ServedQuality }))
        {
            stream.Write(file.Content.Span);
        }

        return compressed.ToArray().Length;
    }
}
