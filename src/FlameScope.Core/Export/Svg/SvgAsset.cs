using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>The scripts and styles that go into drawings, kept as files beside the code.</summary>
internal static class SvgAsset
{
    public const string FlameGraphScript = "flame-graph.js";
    public const string FlameGraphStyle = "flame-graph.css";
    public const string HeatMapStyle = "heat-map.css";

    /// <summary>Writes an asset whole; assets hold nothing that CDATA or a style element could trip over.</summary>
    public static void Write(Utf8Output svg, string name)
    {
        using Stream asset = typeof(SvgAsset).Assembly.GetManifestResourceStream("FlameScope.Export.Assets." + name)
            ?? throw new InvalidOperationException($"The asset {name} is missing from the library.");
        Span<byte> piece = stackalloc byte[1024];
        for (int read = asset.Read(piece); read > 0; read = asset.Read(piece))
        {
            svg.Write(piece[..read]);
        }
    }
}
