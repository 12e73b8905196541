using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats.Json;

/// <summary>The bytes of a JSON text, block by block: what of it is in memory is one piece, never more than one long token and a block.</summary>
internal sealed class JsonInput : IDisposable
{
    /// <summary>Bytes of a string that are kept where it is longer than <see cref="MaxTokenBytes"/>.</summary>
    public const int KeptBytes = 4096;

    /// <summary>The longest token that is read whole.</summary>
    public const int MaxTokenBytes = 4 * 1024 * 1024;

    // An object of more members is read token by token.
    private const int MaxMembers = 32;

    // Room for what makes a reader go on inside an array (JsonCursor.TryRecover), in front of the text.
    private const int Headroom = 16;

    private readonly Func<Memory<byte>, int> _read;
    private byte[] _buffer;
    private int _start = Headroom;
    private int _end = Headroom;
    private bool _isAtEnd;

    /// <param name="read">Reads at least one byte, or 0 at the end.</param>
    /// <param name="blockBytes">What is asked for at once, at least 16.</param>
    public JsonInput(Func<Memory<byte>, int> read, int blockBytes = 256 * 1024)
    {
        _read = read;
        _buffer = ArrayPool<byte>.Shared.Rent(Headroom + blockBytes);
        BlockBytes = blockBytes;
        Fill();
        if (Bytes.StartsWith("\uFEFF"u8))
        {
            Drop("\uFEFF"u8.Length);
        }
    }

    /// <summary>Called about every 256 KiB of text, wherever blocks end.</summary>
    public Action? Checkpoint { get; set; }

    /// <summary>The part of the text that is in memory.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Where the first of <see cref="Bytes"/> stands in the whole text.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>A place for names that have to be unescaped.</summary>
    public byte[] Scratch { get; set; } = [];

    /// <summary>A place for the members of one object.</summary>
    public JsonMember[] Members { get; } = new JsonMember[MaxMembers];

    private int BlockBytes { get; }

    /// <summary>A JSON text in a file or a pipe. It is read on the calling thread, which waits for it.</summary>
    public static JsonInput Open(ProfileSource source, LoadContext context, CancellationToken cancellationToken)
    {
        if (source.TryOpenRandomAccess(out SafeFileHandle? file, out _))
        {
            long offset = 0;
            return new JsonInput(space =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = RandomAccess.Read(file, space.Span, offset);
                offset += count;
                context.ReportRead(count);
                return count;
            });
        }

        PipeReader pipe = source.AsPipe();
        return new JsonInput(space => Read(pipe, space, cancellationToken));
    }

    /// <summary>Drops the beginning of <see cref="Bytes"/> and reads on.</summary>
    /// <param name="consumed">How many bytes are done with.</param>
    /// <returns>Whether there is anything more.</returns>
    public bool Advance(int consumed)
    {
        Drop(consumed);
        if (_isAtEnd)
        {
            return false;
        }

        DropBlanks();
        if (_start > Headroom)
        {
            Bytes.CopyTo(_buffer.AsSpan(Headroom));
            _end -= _start - Headroom;
            _start = Headroom;
        }

        // A token that was shortened is whole now, whether or not more comes.
        bool isShortened = _buffer.Length - _end < BlockBytes / 2 && MakeRoom();
        return Fill() || isShortened;
    }

    /// <summary>Puts text before what comes next, over what is done with.</summary>
    /// <param name="consumed">How many bytes are done with.</param>
    /// <param name="text">At most 16 bytes.</param>
    public void Replace(int consumed, ReadOnlySpan<byte> text)
    {
        Drop(consumed);
        _start -= text.Length;
        Offset -= text.Length;
        text.CopyTo(_buffer.AsSpan(_start));
    }

    /// <summary>Reads what is left, for nothing but its length.</summary>
    public void Drain()
    {
        while (!_isAtEnd)
        {
            (_start, _end) = (Headroom, Headroom);
            Fill();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }

    private static int Read(PipeReader pipe, Memory<byte> space, CancellationToken cancellationToken)
    {
        while (true)
        {
            ValueTask<ReadResult> reading = pipe.ReadAsync(cancellationToken);
            ReadResult result = reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().GetAwaiter().GetResult();
            ReadOnlySequence<byte> block = result.Buffer.Slice(0, Math.Min(space.Length, result.Buffer.Length));
            int count = (int)block.Length;
            block.CopyTo(space.Span);
            pipe.AdvanceTo(block.End);
            if (count > 0 || result.IsCompleted)
            {
                return count;
            }
        }
    }

    private void Drop(int count)
    {
        _start += count;
        Offset += count;
    }

    private bool Fill()
    {
        int count = _read(_buffer.AsMemory(_end));
        _end += count;
        BytesRead += count;
        _isAtEnd = count == 0;
        return count > 0;
    }

    // A comma and the blanks after it are read again with the token that follows.
    private void DropBlanks()
    {
        int mark = Bytes is [(byte)',', ..] ? 1 : 0;
        int blanks = Bytes.Length - mark - Bytes[mark..].TrimStart(" \t\r\n"u8).Length;
        if (blanks > 0)
        {
            Drop(blanks);
            if (mark > 0)
            {
                _buffer[_start] = (byte)',';
            }
        }
    }

    // Whether by shortening the token that fills the buffer.
    private bool MakeRoom()
    {
        // A comma and the quote are not of the string.
        int quote = Bytes is [(byte)',', ..] ? 1 : 0;
        if (Bytes.Length - quote - 1 > MaxTokenBytes)
        {
            ShortenToken(quote);
            return true;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return false;
    }

    // Of a string that is too long, the beginning is kept, and the reader sees one that ends there.
    private void ShortenToken(int quote)
    {
        if (Bytes[quote] != (byte)'"')
        {
            throw new ProfileFormatException(new LoadDiagnostic(
                0, Offset, DiagnosticText.Of(Bytes), FormattableString.Invariant($"a token of at most {MaxTokenBytes} bytes")));
        }

        int mark = _start + quote + 1 + JsonEscapes.WholeLength(Bytes.Slice(quote + 1, KeptBytes));
        int end = mark + "…"u8.Length;
        bool isEscaped = false;
        JsonEscapes.IndexOfQuote(_buffer.AsSpan(mark, end - mark), ref isEscaped);
        "…"u8.CopyTo(_buffer.AsSpan(mark));
        (int closing, long dropped) = FindEndOfString(end, isEscaped);
        Offset += dropped + closing - end;
        int rest = _end - closing;
        _buffer.AsSpan(closing, rest).CopyTo(_buffer.AsSpan(end));
        _end = end + rest;
    }

    // Reads on, over what is not kept, until the quote that ends the string is in memory.
    private (int Closing, long Dropped) FindEndOfString(int from, bool isEscaped)
    {
        long dropped = 0;
        while (true)
        {
            int quote = JsonEscapes.IndexOfQuote(_buffer.AsSpan(from, _end - from), ref isEscaped);
            if (quote >= 0)
            {
                return (from + quote, dropped);
            }

            dropped += _end - from;
            _end = from;
            if (!Fill())
            {
                return (_end, dropped);
            }
        }
    }
}
