namespace FlameScope.Fuzz.Checks;

/// <summary>A stream that cannot seek and gives a random number of bytes at a time.</summary>
internal sealed class RandomReadStream(byte[] content, Random random, int most) : MemoryStream(content)
{
    public override bool CanSeek => false;

    // The base class reads into spans by way of this.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, most + 1)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));
}
