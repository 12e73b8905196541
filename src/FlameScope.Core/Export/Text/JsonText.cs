using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace FlameScope.Export.Text;

/// <summary>How text stands in JSON.</summary>
internal static class JsonText
{
    // Everything readable stays readable; markup characters are escaped all the same, so that the output may stand in a page.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
}
