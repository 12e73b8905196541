namespace FlameScope.Core.Tests.Live;

/// <summary>Delivers an input piece by piece, each a moment after the one before.</summary>
internal sealed class PiecewiseStream(byte[] content, int[] cuts) : MemoryStream(content)
{
    private readonly int _length = content.Length;
    private int _next;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int end = _next < cuts.Length ? cuts[_next] : _length;
        if (Position >= end && _next < cuts.Length)
        {
            _next++;
            end = _next < cuts.Length ? cuts[_next] : _length;
            await Task.Delay(1, cancellationToken);
        }

        return base.Read(buffer.Span[..(int)Math.Min(buffer.Length, end - Position)]);
    }

    /// <summary>Places at which an input is cut, at random.</summary>
    public static int[] CutsOf(byte[] content, Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(1, Math.Max(2, content.Length))).Distinct().Where(cut => cut < content.Length).Order()];
}
