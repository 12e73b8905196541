using System.IO.Compression;

namespace FlameScope.Formats.Protobuf.Tests;

/// <summary>The files that lie beside the tests, and how they are loaded.</summary>
internal static class DataFiles
{
    public static LoadOptions Options { get; } = new() { Formats = ProfileFormats.Default.AddProtobuf(), Demangle = false };

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static SampleStore Load(string name) => ProfileLoader.Load(PathOf(name), Options);

    public static SampleStore Load(byte[] content, LoadOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(content), options ?? Options).GetAwaiter().GetResult();

    /// <summary>A file's content, decompressed.</summary>
    public static byte[] Read(string name)
    {
        byte[] content = File.ReadAllBytes(PathOf(name));
        if (content is not [0x1f, 0x8b, ..])
        {
            return content;
        }

        using GZipStream gzip = new(new MemoryStream(content), CompressionMode.Decompress);
        using MemoryStream all = new();
        gzip.CopyTo(all);
        return all.ToArray();
    }
}
