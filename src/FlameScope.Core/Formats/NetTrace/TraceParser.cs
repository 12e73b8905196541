using System.Globalization;

namespace FlameScope.Formats.NetTrace;

/// <summary>Parses a trace that comes in pieces of any size: a file, or what a running process sends.</summary>
/// <remarks>Use: write into <see cref="FreeSpace"/>, tell how much with <see cref="Advance"/>, end with <see cref="Complete"/>.</remarks>
internal sealed class TraceParser
{
    private const int InitialLength = 1 << 20;
    private const int MinFreeLength = 64 * 1024;
    private const int ObjectsHeaderLength = 32;
    private const int BlocksHeaderLength = 20;
    private const int ShownLength = 256;

    private readonly LoadContext _context;
    private readonly TraceBlocks _blocks;
    private byte[] _buffer = new byte[InitialLength];
    private int _start;
    private int _filled;
    private long _offset;
    private long _ignored;
    private Place _place;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    public TraceParser(SampleStoreBuilder builder, LoadContext context)
    {
        _context = context;
        _blocks = new TraceBlocks(builder, context);
    }

    private enum Place : byte
    {
        AtBeginning,
        InObjects,
        InBlocks,
        InDamage,
        AtEnd,
    }

    /// <summary>Bytes of the trace, where that is known before they are read: samples need not be moved as they get more then.</summary>
    public long Length { get; init; }

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> FreeSpace
    {
        get
        {
            if (_buffer.Length - _filled < MinFreeLength)
            {
                MakeSpace();
            }

            return _buffer.AsMemory(_filled);
        }
    }

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start.._filled);

    /// <summary>The next bytes have been written.</summary>
    public void Advance(int count)
    {
        _filled += count;
        while (TryRead(isFinal: false))
        {
        }

        if (_place == Place.AtEnd && Unread.Length > ShownLength)
        {
            _ignored += Unread.Length - ShownLength;
            _filled = _start + ShownLength;
        }

        _blocks.ReserveFor(_offset, Length);
        _blocks.ThrowIfOverLimits(_buffer.Length);
    }

    /// <summary>The trace has ended.</summary>
    /// <exception cref="ProfileFormatException">There is nothing of a trace.</exception>
    public void Complete()
    {
        while (TryRead(isFinal: true))
        {
        }

        if (_place == Place.AtBeginning)
        {
            throw new ProfileFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The EventPipe trace (.nettrace) ends at byte {_offset + Unread.Length}, inside its header, and holds nothing: record it again."));
        }

        if (_place != Place.AtEnd)
        {
            _context.MarkTruncated(At("the rest of the trace, which ends without its end mark"));
        }
        else if (!Unread.IsEmpty)
        {
            _context.AddUnparsed(At("the end of the file, as the trace has ended"));
        }

        _context.BytesRead += _offset + Unread.Length + _ignored;
        _blocks.Complete();
    }

    private bool TryRead(bool isFinal) => _place switch
    {
        Place.AtBeginning => TryReadHeader(),
        Place.InObjects or Place.InBlocks => TryReadBlock(isFinal),
        Place.InDamage => TrySkipDamage(isFinal),
        _ => false,
    };

    private bool TryReadHeader()
    {
        if (Unread.Length < ObjectsHeaderLength)
        {
            return false;
        }

        TraceCursor cursor = new(Unread);
        cursor.Skip("Nettrace"u8.Length);
        int nameLength = cursor.Int32();
        if (nameLength == 0)
        {
            int version = cursor.Int32();
            if (version != 6)
            {
                throw new ProfileFormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The EventPipe trace (.nettrace) is of version {version}; versions 4 to 6 can be read."));
            }

            _blocks.HasThreadIndices = true;
            _place = Place.InBlocks;
            Skip(BlocksHeaderLength);
            return true;
        }

        if (!cursor.Take(20).SequenceEqual("!FastSerialization.1"u8))
        {
            throw new ProfileFormatException("The EventPipe trace (.nettrace) has a header of no known version at byte 8: expected \"!FastSerialization.1\".");
        }

        _place = Place.InObjects;
        Skip(ObjectsHeaderLength);
        return true;
    }

    private bool TryReadBlock(bool isFinal)
    {
        switch (Next(out TraceBlock block))
        {
            case Framing.Block:
                _blocks.Read(block.Kind, Unread.Slice(block.BodyStart, block.BodyLength), _offset + block.BodyStart, isCut: false);
                Skip(block.Length);
                return true;
            case Framing.End:
                _place = Place.AtEnd;
                Skip(_blocks.HasThreadIndices ? sizeof(uint) : 1);
                return false;
            case Framing.Damaged when isFinal || Unread.Length >= ShownLength:
                BeginDamage();
                return true;
            case Framing.NeedsMore when isFinal:
                return TryReadCutBlock(block);
            default:
                return false;
        }
    }

    private Framing Next(out TraceBlock block) =>
        _place == Place.InBlocks ? BlockFraming.Next(Unread, out block) : ObjectFraming.Next(Unread, _offset, out block);

    private void BeginDamage()
    {
        _context.AddUnparsed(At("a block of the trace; what follows is skipped up to the next one"));
        _place = Place.InDamage;
        Skip(1);
    }

    // Objects begin in a way of their own. What they hold counts from where they are, so that nothing else need be known.
    private bool TrySkipDamage(bool isFinal)
    {
        bool isFound = ObjectFraming.TryFindNext(Unread, isFinal, out int next);
        Skip(next);
        _place = isFound ? Place.InObjects : Place.InDamage;
        return isFound;
    }

    // A trace of a process that was killed ends anywhere: the events before that are whole. A length that leads beyond blocks which
    // are there is damage.
    private bool TryReadCutBlock(TraceBlock block)
    {
        int next = 0;
        bool goesOn = _place == Place.InObjects && Unread.Length > 1 && ObjectFraming.TryFindNext(Unread[1..], isFinal: true, out next);
        ReadOnlySpan<byte> rest = goesOn ? Unread[..(next + 1)] : Unread;
        if (block.Length > 0 && block.BodyStart < rest.Length)
        {
            ReadOnlySpan<byte> body = rest[block.BodyStart..];
            _blocks.Read(block.Kind, body[..Math.Min(body.Length, block.BodyLength)], _offset + block.BodyStart, isCut: body.Length < block.BodyLength);
        }

        if (goesOn)
        {
            BeginDamage();
        }

        return goesOn;
    }

    private LoadDiagnostic At(string expected) => new(0, _offset, DiagnosticText.Of(Unread[..Math.Min(Unread.Length, ShownLength)]), expected);

    private void Skip(int count)
    {
        _start += count;
        _offset += count;
    }

    private void MakeSpace()
    {
        ReadOnlySpan<byte> unread = Unread;
        byte[] target = unread.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        unread.CopyTo(target);
        _filled = unread.Length;
        _start = 0;
        _buffer = target;
    }
}
