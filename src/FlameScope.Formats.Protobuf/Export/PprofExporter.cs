using System.Buffers;
using System.IO.Compression;
using FlameScope.Formats.Protobuf.Export;

namespace FlameScope.Export;

/// <summary>
/// Writes a flame tree as a pprof profile, gzipped, for <c>go tool pprof</c> and whatever reads its files. The commands, processes or
/// threads that a tree has as its roots become the label <c>thread name</c>.
/// </summary>
public sealed class PprofExporter : IProfileExporter<FlameTree>
{
    /// <inheritdoc/>
    public string MediaType => "application/vnd.google.protobuf+gzip";

    /// <inheritdoc/>
    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            new PprofMessage(value).WriteTo(gzip);
        }

        output.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }
}
