namespace FlameScope.Symbols.Rust;

/// <summary>Trait objects and lifetimes.</summary>
internal ref partial struct RustV0Name
{
    private void ReadTraitObject()
    {
        Write("dyn "u8);
        int outer = _boundLifetimes;
        ReadBinder();
        for (int i = 0; !HasFailed && !TryTake((byte)'E'); i++)
        {
            Write(i == 0 ? ""u8 : " + "u8);
            ReadTrait();
        }

        _boundLifetimes = outer;
        _hasFailed |= !TryTake((byte)'L');
        if (ReadNumber() is ulong lifetime and not 0)
        {
            Write(" + "u8);
            WriteLifetime(lifetime);
        }
    }

    private void ReadTrait()
    {
        bool isOpen = ReadOpenPath();
        while (TryTake((byte)'p'))
        {
            Write(isOpen ? ", "u8 : "<"u8);
            isOpen = true;
            Write(ReadIdentifier());
            Write(" = "u8);
            ReadType();
        }

        Write(isOpen ? ">"u8 : ""u8);
    }

    // A path whose generic arguments, if it has some, are not closed: associated types come among them.
    private bool ReadOpenPath()
    {
        if (!TryEnter())
        {
            return false;
        }

        bool isOpen = false;
        if (TryTake((byte)'B'))
        {
            int back = ReadBackReference();
            if (back >= 0)
            {
                int after = Jump(back);
                isOpen = ReadOpenPath();
                _position = after;
            }
        }
        else if (TryTake((byte)'I'))
        {
            isOpen = true;
            ReadPath(isValue: false);
            Write("<"u8);
            ReadGenericArguments();
        }
        else
        {
            ReadPath(isValue: false);
        }

        _depth--;
        return isOpen;
    }

    private void ReadBinder()
    {
        if (!TryTake((byte)'G'))
        {
            return;
        }

        ulong count = ReadNumber() + 1;
        if (count == 0 || count > (ulong)_input.Length)
        {
            _hasFailed = true;
            return;
        }

        Write("for<"u8);
        for (ulong i = 0; i < count && !HasFailed; i++)
        {
            _boundLifetimes++;
            Write(i == 0 ? ""u8 : ", "u8);
            WriteLifetime(1);
        }

        Write("> "u8);
    }

    // Lifetimes are counted from the innermost binder; 0 is the one that has no name.
    private void WriteLifetime(ulong lifetime)
    {
        Write("'"u8);
        if (lifetime == 0)
        {
            Write("_"u8);
            return;
        }

        if (_isSilent)
        {
            return;
        }

        if (lifetime > (ulong)_boundLifetimes)
        {
            _hasFailed = true;
            return;
        }

        ulong depth = (ulong)_boundLifetimes - lifetime;
        if (depth < 26)
        {
            Write([(byte)('a' + depth)]);
        }
        else
        {
            Write("_"u8);
            WriteNumber(depth);
        }
    }
}
