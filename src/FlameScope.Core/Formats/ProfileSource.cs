using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats;

/// <summary>A decompressed input, as a format wants to read it: in order, at random, or together with files that lie beside it.</summary>
/// <remarks>The loader makes it and disposes of it; a format reads it in one way, once.</remarks>
public abstract class ProfileSource
{
    private protected ProfileSource(string? name) => Name = name;

    /// <summary>The input's file name without folders; <see langword="null"/> where it has none, as a stream. Never more than a hint.</summary>
    public string? Name { get; }

    /// <summary>The file that the input is, where it was loaded by path.</summary>
    internal virtual string? Path => null;

    /// <summary>The input in order, from its beginning.</summary>
    /// <returns>A pipe that the loader completes.</returns>
    public abstract PipeReader AsPipe();

    /// <summary>The input at random, where it is an uncompressed file.</summary>
    /// <param name="handle">The open file, which the loader closes; read it with <see cref="RandomAccess"/> from any number of threads.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>Whether the input can be read at random.</returns>
    public virtual bool TryOpenRandomAccess([NotNullWhen(true)] out SafeFileHandle? handle, out long length)
    {
        handle = null;
        length = 0;
        return false;
    }

    /// <summary>Opens a file that lies in the same folder as the input.</summary>
    /// <param name="name">The file's name, without folders.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>
    /// The file, which the caller disposes of; <see langword="null"/> where there is none, it is no plain file, or the load may open nothing
    /// but its input (<see cref="LoadOptions.OpenSiblings"/>; never for streams).
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/>, empty, or names a folder.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<Stream?> OpenSiblingAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '\\', '\0'))
        {
            throw new ArgumentException($"\"{name}\" is no name of a file in the input's own folder.", nameof(name));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(OpenSibling(name));
    }

    private protected virtual Stream? OpenSibling(string name) => null;
}
