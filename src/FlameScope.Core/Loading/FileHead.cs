using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>The decompressed beginning of a file.</summary>
internal static class FileHead
{
    public static byte[] Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] magic = new byte[Compressions.MagicLength];
        int length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        Compression compression = Compressions.Recognize(magic.AsSpan(0, length));
        if (compression == Compression.None)
        {
            return ReadFrom(file);
        }

        using Stream content = Compressions.Open(compression, file);
        return ReadFrom(content);
    }

    private static byte[] ReadFrom(Stream content)
    {
        byte[] head = new byte[ProfileHead.MaxLength];
        int read = 0;
        try
        {
            for (int more = 1; more > 0 && read < head.Length; read += more)
            {
                more = content.Read(head, read, head.Length - read);
            }
        }
        catch (Exception error) when (Compressions.IsDamage(error))
        {
            // A stream that is cut or damaged further on is still recognised by what comes before.
        }

        return head[..read];
    }
}
