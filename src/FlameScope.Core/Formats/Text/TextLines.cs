using System.Buffers;
using System.IO.Pipelines;

namespace FlameScope.Formats.Text;

/// <summary>Reads a text line by line, whatever the blocks that it comes in.</summary>
internal abstract class TextLines
{
    /// <summary>A longer line is not kept, and counts as one that cannot be read.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private const long BytesBetweenChecks = 1024 * 1024;

    private readonly LoadContext _context;
    private long _nextCheck = BytesBetweenChecks;
    private bool _isSkipping;

    /// <param name="context">The account of what is read.</param>
    protected TextLines(LoadContext context) => _context = context;

    /// <summary>The lines of a text that is at hand.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> text, bool withUnterminated)
    {
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                if (withUnterminated)
                {
                    yield return text;
                }

                yield break;
            }

            yield return text[..(end > 0 && text.Span[end - 1] == '\r' ? end - 1 : end)];
            text = text[(end + 1)..];
        }
    }

    /// <summary>Reads a text to its end.</summary>
    public async ValueTask ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        bool isCompleted = false;
        while (!isCompleted)
        {
            ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            isCompleted = result.IsCompleted;
            ReadOnlySequence<byte> rest = result.Buffer;
            try
            {
                rest = TakeLines(rest);
                if (isCompleted && !rest.IsEmpty)
                {
                    TakeRest(rest);
                    rest = rest.Slice(rest.End);
                }
                else if (rest.Length > MaxLineBytes)
                {
                    Skip(rest);
                    rest = rest.Slice(rest.End);
                }
            }
            finally
            {
                input.AdvanceTo(rest.Start, result.Buffer.End);
            }
        }

        Complete();
    }

    /// <summary>Takes the next line.</summary>
    protected abstract void Add(in TextLine line);

    /// <summary>Takes note that a line was too long; it counts as unparsed already.</summary>
    protected abstract void AddTooLong();

    /// <summary>Ends what the last line left open.</summary>
    protected abstract void Complete();

    /// <summary>Makes sure that the store is within its limits; called about every MiB.</summary>
    protected abstract void ThrowIfOverLimits();

    private ReadOnlySequence<byte> TakeLines(ReadOnlySequence<byte> text)
    {
        while (text.PositionOf((byte)'\n') is SequencePosition end)
        {
            ReadOnlySequence<byte> line = text.Slice(0, end);
            text = text.Slice(text.GetPosition(1, end));
            if (_isSkipping)
            {
                _isSkipping = false;
                Count(line.Length + 1);
            }
            else if (line.Length > MaxLineBytes)
            {
                AddTooLong(line);
                Count(line.Length + 1);
            }
            else
            {
                Take(line, isTerminated: true);
            }

            if (_context.BytesRead >= _nextCheck)
            {
                _nextCheck = _context.BytesRead + BytesBetweenChecks;
                ThrowIfOverLimits();
            }
        }

        return text;
    }

    private void TakeRest(ReadOnlySequence<byte> line)
    {
        if (_isSkipping || line.Length > MaxLineBytes)
        {
            Skip(line);
            _context.LinesRead++;
            _context.IsTruncated = true;
        }
        else
        {
            Take(line, isTerminated: false);
        }
    }

    private void Skip(ReadOnlySequence<byte> text)
    {
        if (!_isSkipping)
        {
            AddTooLong(text);
            _isSkipping = true;
        }

        _context.BytesRead += text.Length;
    }

    private void AddTooLong(ReadOnlySequence<byte> text)
    {
        AddTooLong();
        _context.AddUnparsed(new LoadDiagnostic(
            _context.LinesRead + 1, _context.BytesRead, DiagnosticText.Of(text.Slice(0, 256).ToArray()), $"a line of at most {MaxLineBytes} bytes"));
    }

    private void Take(ReadOnlySequence<byte> text, bool isTerminated)
    {
        long length = text.Length + (isTerminated ? 1 : 0);
        if (text.IsSingleSegment)
        {
            Take(text.FirstSpan, isTerminated);
        }
        else
        {
            byte[] joined = ArrayPool<byte>.Shared.Rent((int)text.Length);
            text.CopyTo(joined);
            Take(joined.AsSpan(0, (int)text.Length), isTerminated);
            ArrayPool<byte>.Shared.Return(joined);
        }

        Count(length);
    }

    private void Take(ReadOnlySpan<byte> line, bool isTerminated)
    {
        long offset = _context.BytesRead;
        if (offset == 0 && line.StartsWith("\uFEFF"u8))
        {
            line = line["\uFEFF"u8.Length..];
            offset = "\uFEFF"u8.Length;
        }

        line = line is [.. var text, (byte)'\r'] && isTerminated ? text : line;
        Add(new TextLine(line, _context.LinesRead + 1, offset, isTerminated));
    }

    private void Count(long bytes)
    {
        _context.BytesRead += bytes;
        _context.LinesRead++;
    }
}
