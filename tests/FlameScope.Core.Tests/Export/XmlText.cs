using System.Xml;

namespace FlameScope.Core.Tests.Export;

/// <summary>Reads drawings as strictly as XML can be read.</summary>
internal static class XmlText
{
    public static XmlDocument Parse(string xml)
    {
        XmlDocument document = new() { XmlResolver = null };
        using XmlReader reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            CheckCharacters = true,
        });
        document.Load(reader);
        return document;
    }

    /// <summary>All elements of a name, whatever their namespace.</summary>
    public static List<XmlElement> Elements(XmlDocument document, string name, string? cssClass = null) =>
        [.. document.GetElementsByTagName(name).OfType<XmlElement>()
            .Where(element => cssClass is null || element.GetAttribute("class").Split(' ').Contains(cssClass))];
}
