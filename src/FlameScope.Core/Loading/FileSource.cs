using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using FlameScope.Formats;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Loading;

/// <summary>An uncompressed file.</summary>
internal sealed class FileSource : ProfileSource
{
    private readonly FileStream _file;
    private readonly Func<PipeReader> _openPipe;
    private readonly bool _opensSiblings;

    /// <param name="file">The open file, which the caller closes.</param>
    /// <param name="openPipe">Makes the pipe of the file; whoever made the source completes it.</param>
    /// <param name="opensSiblings">Whether files beside the input may be opened.</param>
    public FileSource(FileStream file, Func<PipeReader> openPipe, bool opensSiblings)
        : base(System.IO.Path.GetFileName(file.Name))
    {
        _file = file;
        _openPipe = openPipe;
        _opensSiblings = opensSiblings;
    }

    internal override string? Path => System.IO.Path.GetFullPath(_file.Name);

    public override PipeReader AsPipe() => _openPipe();

    public override bool TryOpenRandomAccess([NotNullWhen(true)] out SafeFileHandle? handle, out long length)
    {
        handle = _file.SafeFileHandle;
        length = _file.Length;
        return true;
    }

    private protected override Stream? OpenSibling(string name)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path!)!, name);
        if (!_opensSiblings || !IsPlainFile(path))
        {
            return null;
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A pipe or a device has no length, and would wait for ever; a link may lead out of the folder.
    private static bool IsPlainFile(string path)
    {
        FileInfo file = new(path);
        return file.Exists && file.LinkTarget is null && file.Length > 0;
    }
}
