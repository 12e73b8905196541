using System.IO.Pipelines;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>An input that comes in order: a stream, a pipe, or anything compressed.</summary>
/// <param name="reader">The decompressed input.</param>
/// <param name="path">The file that it is, where it was loaded by path.</param>
internal sealed class PipedSource(PipeReader reader, string? path) : ProfileSource(System.IO.Path.GetFileName(path))
{
    internal override string? Path => path;

    public override PipeReader AsPipe() => reader;
}
