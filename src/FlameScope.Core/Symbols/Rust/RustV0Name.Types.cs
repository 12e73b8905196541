namespace FlameScope.Symbols.Rust;

/// <summary>Types.</summary>
internal ref partial struct RustV0Name
{
    private static ReadOnlySpan<byte> BasicType(byte letter) => letter switch
    {
        (byte)'a' => "i8"u8,
        (byte)'b' => "bool"u8,
        (byte)'c' => "char"u8,
        (byte)'d' => "f64"u8,
        (byte)'e' => "str"u8,
        (byte)'f' => "f32"u8,
        (byte)'h' => "u8"u8,
        (byte)'i' => "isize"u8,
        (byte)'j' => "usize"u8,
        (byte)'l' => "i32"u8,
        (byte)'m' => "u32"u8,
        (byte)'n' => "i128"u8,
        (byte)'o' => "u128"u8,
        (byte)'p' => "_"u8,
        (byte)'s' => "i16"u8,
        (byte)'t' => "u16"u8,
        (byte)'u' => "()"u8,
        (byte)'v' => "..."u8,
        (byte)'x' => "i64"u8,
        (byte)'y' => "u64"u8,
        (byte)'z' => "!"u8,
        _ => default,
    };

    private void ReadType()
    {
        if (!TryEnter())
        {
            return;
        }

        ReadTypeWithin();
        _depth--;
    }

    private void ReadTypeWithin()
    {
        byte tag = Take();
        ReadOnlySpan<byte> basic = BasicType(tag);
        if (!basic.IsEmpty)
        {
            Write(basic);
            return;
        }

        switch (tag)
        {
            case (byte)'R' or (byte)'Q':
                ReadReference(isMutable: tag == 'Q');
                break;
            case (byte)'P':
                Write("*const "u8);
                ReadType();
                break;
            case (byte)'O':
                Write("*mut "u8);
                ReadType();
                break;
            case (byte)'A' or (byte)'S':
                Write("["u8);
                ReadType();
                if (tag == 'A')
                {
                    Write("; "u8);
                    ReadConstant(isValue: true);
                }

                Write("]"u8);
                break;
            case (byte)'T':
                ReadTuple();
                break;
            case (byte)'F':
                ReadFunction();
                break;
            case (byte)'D':
                ReadTraitObject();
                break;
            case (byte)'B':
                int back = ReadBackReference();
                if (back >= 0)
                {
                    int after = Jump(back);
                    ReadType();
                    _position = after;
                }

                break;
            default:
                // Every other type is a path.
                _position--;
                ReadPath(isValue: false);
                break;
        }
    }

    private void ReadReference(bool isMutable)
    {
        Write("&"u8);
        if (TryTake((byte)'L') && ReadNumber() is ulong lifetime and not 0)
        {
            WriteLifetime(lifetime);
            Write(" "u8);
        }

        Write(isMutable ? "mut "u8 : ""u8);
        ReadType();
    }

    private void ReadTuple()
    {
        Write("("u8);
        int count = ReadTypes();
        Write(count == 1 ? ",)"u8 : ")"u8);
    }

    private int ReadTypes()
    {
        int count = 0;
        for (; !HasFailed && !TryTake((byte)'E'); count++)
        {
            Write(count == 0 ? ""u8 : ", "u8);
            ReadType();
        }

        return count;
    }

    private void ReadFunction()
    {
        int outer = _boundLifetimes;
        ReadBinder();
        Write(TryTake((byte)'U') ? "unsafe "u8 : ""u8);
        if (TryTake((byte)'K'))
        {
            Write("extern \""u8);
            if (TryTake((byte)'C'))
            {
                Write("C"u8);
            }
            else
            {
                Identifier convention = ReadIdentifier();
                _hasFailed |= convention.IsEmpty || convention.IsPunycode;
                foreach (byte letter in convention.Text)
                {
                    Write([letter == '_' ? (byte)'-' : letter]);
                }
            }

            Write("\" "u8);
        }

        Write("fn("u8);
        ReadTypes();
        Write(")"u8);
        if (!TryTake((byte)'u'))
        {
            Write(" -> "u8);
            ReadType();
        }

        _boundLifetimes = outer;
    }
}
