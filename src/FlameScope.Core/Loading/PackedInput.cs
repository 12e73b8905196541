using System.Globalization;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>The files of a recording that is to be packed. What is compressed is decompressed into a temporary file, because an archive tells lengths first.</summary>
internal sealed class PackedInput : IDisposable
{
    private readonly string? _temporary;

    private PackedInput(string path, string? temporary)
    {
        Path = temporary ?? path;
        _temporary = temporary;
        Parts = temporary is null && System.IO.Path.GetFileName(path) == "data" ? [.. PartsBeside(path)] : [];
    }

    /// <summary>The uncompressed recording.</summary>
    public string Path { get; }

    /// <summary>The other files of its folder, in the order of their numbers.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Finds the files of a recording.</summary>
    /// <param name="path">The recording, or its folder.</param>
    /// <param name="options">How large a compressed one may get.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="ProfileFormatException">The compressed recording is damaged, or too large.</exception>
    public static async Task<PackedInput> OpenAsync(string path, LoadOptions options, CancellationToken cancellationToken)
    {
        path = RecordingFolder.FileOf(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (file.ConfigureAwait(false))
        {
            byte[] head = new byte[Compressions.MagicLength];
            int length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            Compression compression = Compressions.Recognize(head.AsSpan(0, length));
            if (compression == Compression.None)
            {
                return new PackedInput(path, null);
            }

            file.Position = 0;
            PackedInput input = new(path, System.IO.Path.GetTempFileName());
            try
            {
                await DecompressAsync(compression, file, input.Path, options.MaxDecompressedBytes, cancellationToken).ConfigureAwait(false);
                return input;
            }
            catch
            {
                input.Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    private static async Task DecompressAsync(Compression compression, Stream compressed, string path, long maxBytes, CancellationToken cancellationToken)
    {
        Decompression decompression = new(compression, compressed, maxBytes);
        FileStream output = new(path, FileMode.Create, FileAccess.Write);
        await using (output.ConfigureAwait(false))
        {
            FilledPipe content = decompression.Start(cancellationToken);
            await using (content.ConfigureAwait(false))
            {
                await content.Reader.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
            }
        }

        if (decompression.Damage is Exception damage)
        {
            throw new ProfileFormatException($"The compressed recording is damaged: {damage.Message} Copy it once more, or pack what flamescope shows of it after decompressing it yourself.", damage);
        }
    }

    private static IEnumerable<string> PartsBeside(string path) =>
        Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, "data.*")
            .Select(static file => (File: file, Number: System.IO.Path.GetExtension(file).TrimStart('.') is var digits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1))
            .Where(static part => part.Number >= 0)
            .OrderBy(static part => part.Number)
            .Select(static part => part.File);
}
