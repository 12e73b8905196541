using System.Buffers;

namespace FlameScope.Core.Tests.Export;

/// <summary>Takes whatever is written and forgets it; its memory does not grow.</summary>
internal sealed class NullBufferWriter : IBufferWriter<byte>
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public long Written { get; private set; }

    public void Advance(int count) => Written += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Room(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Room(sizeHint);

    private byte[] Room(int sizeHint)
    {
        // No message: it would be made, and counted as the exporter's, each time.
        Assert.True(sizeHint <= _buffer.Length);
        return _buffer;
    }
}
