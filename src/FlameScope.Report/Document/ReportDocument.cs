using System.Security.Cryptography;
using System.Text;
using FlameScope.Report.Packing;

namespace FlameScope.Report.Document;

/// <summary>The HTML around the page and the samples. Its policy lets nothing run but what is in it, and nothing be asked of anybody.</summary>
internal static class ReportDocument
{
    private static readonly byte[] Page = PageResource.Read("FlameScope.Report.Offline/report.js");
    private static readonly byte[] Loader = PageResource.Read("FlameScope.Report.Offline/report-loader.js");
    private static readonly byte[] Styles = PageResource.Read("FlameScope.Report.Offline/report.css");
    private static readonly byte[] Icon = PageResource.Read("FlameScope.Report.Page/icon.svg");

    private static readonly Lazy<string> PackedPage = new(static () => Convert.ToBase64String(Container.Deflate(Page)));
    private static readonly Lazy<string> PackedStyles = new(static () => Convert.ToBase64String(Container.Deflate(Styles)));

    /// <param name="content">The report, for its title and its summary.</param>
    /// <param name="samples">The container of the samples.</param>
    public static byte[] Write(ReportContent content, byte[] samples)
    {
        StringBuilder html = new();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        html.Append($"<title>{PlainHtml.Of(content.Title)} · FlameScope</title>\n");
        html.Append($"<link rel=\"icon\" href=\"data:image/svg+xml;base64,{Convert.ToBase64String(Icon)}\">\n");
        html.Append("</head>\n<body>\n");
        ReportSummary.Write(content, html);
        html.Append($"<script type=\"text/plain\" id=\"flamescope-styles\">{PackedStyles.Value}</script>\n");
        html.Append($"<script type=\"text/plain\" id=\"flamescope-page\">{PackedPage.Value}</script>\n");
        html.Append($"<script type=\"text/plain\" id=\"flamescope-data\">{Convert.ToBase64String(samples)}</script>\n");
        html.Append($"<script>{Encoding.UTF8.GetString(Loader)}</script>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    // The page's script and styles are not in the document as text: the loader puts them there, and the policy knows them by their hashes all the same.
    private static string Policy =>
        $"default-src 'none'; script-src '{HashOf(Loader)}' '{HashOf(Page)}'; style-src '{HashOf(Styles)}'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    private static string HashOf(byte[] content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(content))}";
}
