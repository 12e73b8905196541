using System.Formats.Tar;

namespace FlameScope.Formats.PerfData;

/// <summary>The files of a packed recording that follow its first one, each opened as the archive comes to it.</summary>
internal sealed class PackedParts(TarReader archive)
{
    private TarEntry? _next;
    private bool _isEnded;

    /// <summary>Opens a file; <see langword="null"/> where another comes next.</summary>
    public async ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (_next is null && !_isEnded)
        {
            _next = await NextAsync(cancellationToken).ConfigureAwait(false);
            _isEnded = _next is null;
        }

        if (_next is null || _next.Name != name)
        {
            return null;
        }

        Stream? content = _next.DataStream;
        _next = null;
        return content;
    }

    private async ValueTask<TarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await archive.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            // An archive that ends here has no more; the recording tells what it lacks.
            return null;
        }
    }
}
