using System.Buffers;

namespace FlameScope.Export.Text;

/// <summary>Bytes in one pooled array that grow at their end, and can be cut there.</summary>
internal sealed class PathBuffer : IBufferWriter<byte>, IDisposable
{
    private const int UsualCapacity = 16 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualCapacity);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Truncate(int length) => _length = length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoomFor(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoomFor(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void MakeRoomFor(int sizeHint)
    {
        int needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed <= _bytes.Length)
        {
            return;
        }

        byte[] grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        Written.CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
