using System.Globalization;

namespace FlameScope.Symbols;

/// <summary>The text of one demangled name as it is written: it never grows above its limit, and says so once it would.</summary>
internal sealed class NameText
{
    private readonly int _maxLength;
    private byte[] _bytes = new byte[256];

    /// <param name="maxLength">The most bytes a name may have.</param>
    public NameText(int maxLength) => _maxLength = maxLength;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit; what was written is then of no use.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The last byte that was written, even if it was taken back since; 0 where there is none.</summary>
    public byte Last { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Starts the next name.</summary>
    public void Clear()
    {
        Length = 0;
        Last = 0;
        IsTooLong = false;
    }

    /// <summary>Takes back everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Adds a byte.</summary>
    public void Append(byte value)
    {
        if (TryReserve(1))
        {
            _bytes[Length++] = value;
            Last = value;
        }
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && TryReserve(text.Length))
        {
            text.CopyTo(_bytes.AsSpan(Length));
            Length += text.Length;
            Last = text[^1];
        }
    }

    /// <summary>Adds a number in decimal digits.</summary>
    public void Append(ulong number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        Append(digits[..length]);
    }

    private bool TryReserve(int count)
    {
        if (count > _maxLength - Length)
        {
            IsTooLong = true;
        }

        if (IsTooLong)
        {
            return false;
        }

        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(_maxLength, Math.Max(_bytes.Length * 2, Length + count)));
        }

        return true;
    }
}
