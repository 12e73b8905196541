using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats.PerfData;

/// <summary>A window over a file that is read at random.</summary>
internal sealed class FileWindow(SafeFileHandle file, long length, LoadContext context) : InputWindow
{
    private long _read;

    public override long? Length => length;

    protected override ValueTask<int> ReadAsync(Memory<byte> space, CancellationToken cancellationToken)
    {
        int count = RandomAccess.Read(file, space.Span, _read);
        _read += count;
        context.ReportRead(count);
        return ValueTask.FromResult(count);
    }
}
