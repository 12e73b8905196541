using System.IO.Pipelines;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>An input that comes in order: a stream, a pipe, or anything compressed.</summary>
internal sealed class PipedSource(PipeReader reader, string? name) : ProfileSource(name)
{
    public override PipeReader AsPipe() => reader;
}
