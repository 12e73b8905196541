using System.Text;
using FlameScope.Loading;

namespace FlameScope;

/// <summary>
/// Reads markers of one's own from a file: CSV with the header <c>time,duration,name[,kind]</c>, or a JSON array of objects with these members.
/// </summary>
/// <remarks>
/// Times are as <see cref="ProfileTime"/> reads them, durations are seconds and may be missing. <see cref="SampleStore.WithMarkers"/> puts
/// the markers into a store.
/// </remarks>
public static class MarkerFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="profile">The profile that the times are of.</param>
    /// <returns>The markers in the order of the file.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ProfileFormatException">It is no list of markers, or larger than <see cref="MaxBytes"/>; the message says where and what was expected.</exception>
    /// <exception cref="InvalidOperationException">The profile has no clock, or is not tied to the wall clock, which a time is of.</exception>
    public static IReadOnlyList<NamedMarker> Read(string path, Profile profile)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        return Read(file, profile);
    }

    /// <summary>Reads a stream from its current position to its end.</summary>
    /// <param name="stream">The stream, UTF-8; the caller keeps ownership.</param>
    /// <param name="profile">The profile that the times are of.</param>
    /// <returns>The markers in the order of the stream.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ProfileFormatException">It is no list of markers, or larger than <see cref="MaxBytes"/>; the message says where and what was expected.</exception>
    /// <exception cref="InvalidOperationException">The profile has no clock, or is not tied to the wall clock, which a time is of.</exception>
    public static IReadOnlyList<NamedMarker> Read(Stream stream, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(profile);
        profile.ThrowIfNoClock();
        string text = Encoding.UTF8.GetString(BytesOf(stream)).TrimStart('\uFEFF');
        return text.AsSpan().TrimStart() is ['[' or '{', ..] ? MarkerJson.Read(text, profile) : MarkerCsv.Read(text, profile);
    }

    /// <summary>Whether a file looks like a list of markers, by its first bytes: a CSV header, or an array whose first object is a marker.</summary>
    /// <param name="head">The first bytes of the file; the first row or object is looked at as far as they go.</param>
    public static bool Recognize(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        return text.StartsWith("["u8) ? MarkerJson.Recognize(text) : MarkerCsv.Recognize(text);
    }

    private static byte[] BytesOf(Stream stream)
    {
        using MemoryStream bytes = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxBytes)
            {
                throw new ProfileFormatException($"The list of markers is larger than {MaxBytes >> 20} MiB.");
            }
        }

        return bytes.ToArray();
    }
}
