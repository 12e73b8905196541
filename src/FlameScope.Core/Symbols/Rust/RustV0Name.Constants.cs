using System.Buffers;
using System.Globalization;
using System.Text;

namespace FlameScope.Symbols.Rust;

/// <summary>Values of const generics and lengths of arrays.</summary>
internal ref partial struct RustV0Name
{
    private void ReadConstant(bool isValue)
    {
        if (!TryEnter())
        {
            return;
        }

        byte tag = Take();
        switch (tag)
        {
            case (byte)'B':
                int back = ReadBackReference();
                if (back >= 0)
                {
                    int after = Jump(back);
                    ReadConstant(isValue);
                    _position = after;
                }

                break;
            case (byte)'p':
                Write("_"u8);
                break;
            case (byte)'h' or (byte)'t' or (byte)'m' or (byte)'y' or (byte)'o' or (byte)'j':
                ReadInteger();
                break;
            case (byte)'a' or (byte)'s' or (byte)'l' or (byte)'x' or (byte)'n' or (byte)'i':
                Write(TryTake((byte)'n') ? "-"u8 : ""u8);
                ReadInteger();
                break;
            case (byte)'b':
                ulong truth = ReadValue();
                _hasFailed |= truth > 1;
                Write(truth == 1 ? "true"u8 : "false"u8);
                break;
            case (byte)'c':
                ReadCharacter();
                break;
            case (byte)'R' when TryTake((byte)'e'):
                ReadString();
                break;
            default:
                // Expressions that are no single token stand in braces.
                Write(isValue ? ""u8 : "{"u8);
                ReadCompound(tag);
                Write(isValue ? ""u8 : "}"u8);
                break;
        }

        _depth--;
    }

    private void ReadCompound(byte tag)
    {
        switch (tag)
        {
            case (byte)'e':
                Write("*"u8);
                ReadString();
                break;
            case (byte)'R' or (byte)'Q':
                Write(tag == 'R' ? "&"u8 : "&mut "u8);
                ReadConstant(isValue: true);
                break;
            case (byte)'A':
                Write("["u8);
                ReadConstants();
                Write("]"u8);
                break;
            case (byte)'T':
                Write("("u8);
                Write(ReadConstants() == 1 ? ",)"u8 : ")"u8);
                break;
            case (byte)'V':
                ReadPath(isValue: true);
                ReadFields(Take());
                break;
            default:
                _hasFailed = true;
                break;
        }
    }

    private int ReadConstants()
    {
        int count = 0;
        for (; !HasFailed && !TryTake((byte)'E'); count++)
        {
            Write(count == 0 ? ""u8 : ", "u8);
            ReadConstant(isValue: true);
        }

        return count;
    }

    private void ReadFields(byte tag)
    {
        switch (tag)
        {
            case (byte)'U':
                break;
            case (byte)'T':
                Write("("u8);
                ReadConstants();
                Write(")"u8);
                break;
            case (byte)'S':
                Write(" { "u8);
                for (int i = 0; !HasFailed && !TryTake((byte)'E'); i++)
                {
                    Write(i == 0 ? ""u8 : ", "u8);
                    ReadDisambiguator();
                    Write(ReadIdentifier());
                    Write(": "u8);
                    ReadConstant(isValue: true);
                }

                Write(" }"u8);
                break;
            default:
                _hasFailed = true;
                break;
        }
    }

    // Hexadecimal digits up to a _.
    private ReadOnlySpan<byte> ReadDigits()
    {
        int start = _position;
        while (Current is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))
        {
            _position++;
        }

        ReadOnlySpan<byte> digits = _input[start.._position];
        _hasFailed |= !TryTake((byte)'_');
        return digits;
    }

    private void ReadInteger()
    {
        ReadOnlySpan<byte> digits = ReadDigits().TrimStart((byte)'0');
        if (digits.Length > 16)
        {
            Write("0x"u8);
            Write(digits);
        }
        else
        {
            WriteNumber(digits.IsEmpty ? 0 : ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
    }

    private ulong ReadValue()
    {
        ReadOnlySpan<byte> digits = ReadDigits().TrimStart((byte)'0');
        return digits.IsEmpty ? 0 : digits.Length > 8 ? ulong.MaxValue : ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private void ReadCharacter()
    {
        ulong value = ReadValue();
        if (value > int.MaxValue || !Rune.TryCreate((int)value, out Rune rune))
        {
            _hasFailed = true;
            return;
        }

        // perf escapes neither quotes nor backslashes, but everything beyond ASCII.
        Write("'"u8);
        if (rune.Value is > ' ' and < '~')
        {
            Write([(byte)rune.Value]);
        }
        else
        {
            WriteEscaped(rune);
        }

        Write("'"u8);
    }

    private void ReadString()
    {
        ReadOnlySpan<byte> digits = ReadDigits();
        if (HasFailed || digits.Length % 2 != 0)
        {
            _hasFailed = true;
            return;
        }

        byte[] bytes = new byte[digits.Length / 2];
        Convert.FromHexString(digits, bytes, out _, out _);
        Write("\""u8);
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            _hasFailed |= Rune.DecodeFromUtf8(rest, out Rune rune, out int length) != OperationStatus.Done;
            if (Rune.IsControl(rune))
            {
                WriteEscaped(rune);
            }
            else
            {
                Write(rune.Value is '"' or '\\' ? "\\"u8 : ""u8);
                Write(rest[..length]);
            }

            rest = rest[length..];
        }

        Write("\""u8);
    }

    private readonly void WriteEscaped(Rune rune)
    {
        switch (rune.Value)
        {
            case '\t':
                Write("\\t"u8);
                break;
            case '\r':
                Write("\\r"u8);
                break;
            case '\n':
                Write("\\n"u8);
                break;
            default:
                Span<byte> digits = stackalloc byte[8];
                rune.Value.TryFormat(digits, out int length, "x", CultureInfo.InvariantCulture);
                Write("\\u{"u8);
                Write(digits[..length]);
                Write("}"u8);
                break;
        }
    }
}
