using System.Text.Json;

namespace FlameScope.Formats.Json;

/// <summary>Walks a JSON text of any length token by token, in one direction, and never holds more of it than a block.</summary>
/// <remarks>
/// Nothing throws for bad JSON: every read answers <see langword="false"/> from there on (<see cref="HasEnded"/>), so that a caller
/// keeps what it has, and may go on with the next element of an array (<see cref="TryRecover"/>). Pass it by reference.
/// </remarks>
internal ref partial struct JsonCursor
{
    /// <summary>How often a text is taken up again after an error.</summary>
    private const int MaxRecoveries = 1000;

    private const long BytesBetweenCheckpoints = 256 * 1024;

    private readonly JsonInput _input;
    private readonly JsonReaderOptions _options;
    private Utf8JsonReader _reader;

    // How far runs of numbers were read into the text in memory, past the tokenizer; null where it stands there itself.
    private int? _rawPlace;
    private int _placeBefore;
    private int _recoveries;
    private long _nextCheckpoint;

    /// <param name="input">The text.</param>
    /// <param name="maxDepth">How deeply objects and arrays may be nested; what is deeper is an error.</param>
    public JsonCursor(JsonInput input, int maxDepth = 256)
    {
        _input = input;
        _options = new JsonReaderOptions { AllowTrailingCommas = true, AllowMultipleValues = true, MaxDepth = maxDepth };
        _reader = new Utf8JsonReader(input.Bytes, isFinalBlock: false, new JsonReaderState(_options));
    }

    /// <summary>Kind of the current token.</summary>
    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>How many objects and arrays are open, the one that the current token opens included, one that it closes excluded.</summary>
    public readonly int Depth => _reader.CurrentDepth + (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);

    /// <summary>Where the current token begins, in bytes from the beginning of the text.</summary>
    public readonly long Offset => _input.Offset + (_rawPlace ?? _reader.TokenStartIndex);

    /// <summary>Whether reading is over: at the end of the text, or at <see cref="Error"/>.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the text ends inside a value, or is broken.</summary>
    public readonly bool IsCut => HasEnded && (Error is not null || Depth > 0 || !_input.Bytes.IsEmpty);

    /// <summary>Whether the text ends inside a token, or between two tokens of one element of an array.</summary>
    /// <param name="depth">The depth inside that array.</param>
    public readonly bool IsCutInside(int depth) => HasEnded && (Error is not null || Depth > depth || _input.Bytes is not ([] or [(byte)',']));

    /// <summary>What ended reading, where it is not JSON.</summary>
    public LoadDiagnostic? Error { get; private set; }

    /// <summary>
    /// Text of the current string or member name without escapes, or the digits of the current number; good until the next call on this cursor.
    /// </summary>
    public readonly ReadOnlySpan<byte> Text => _reader.ValueIsEscaped || _reader.ValueSpan.Length > JsonInput.MaxTokenBytes ? Unescaped() : _reader.ValueSpan;

    /// <summary>Whether the current member or string reads so.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) =>
        _reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String
        && (_reader.ValueIsEscaped ? Unescaped().SequenceEqual(text) : _reader.ValueSpan.SequenceEqual(text));

    /// <summary>Goes to the next token.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        if (HasEnded)
        {
            return false;
        }

        if (_rawPlace is not null)
        {
            LeaveRaw();
        }

        try
        {
            while (!_reader.Read())
            {
                if (!Refill((int)_reader.BytesConsumed))
                {
                    HasEnded = true;
                    return false;
                }
            }
        }
        catch (JsonException error)
        {
            Fail(error);
            return false;
        }

        return true;
    }

    /// <summary>Goes to the next member of the object that the cursor is in.</summary>
    /// <returns>Whether there is one; if not, the cursor stands at the object's end, or reading is over.</returns>
    public bool ReadMember() => Read() && _reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the next element of the array that the cursor is in.</summary>
    /// <returns>Whether there is one; if not, the cursor stands at the array's end, or reading is over.</returns>
    public bool ReadElement()
    {
        bool isThere = Read() && _reader.TokenType != JsonTokenType.EndArray;
        CheckLimits();
        return isThere;
    }

    /// <summary>Goes from a member's name to its value, which is an object; any other value is passed over.</summary>
    public bool EnterObject() => Enter(JsonTokenType.StartObject);

    /// <summary>Goes from a member's name to its value, which is an array; any other value is passed over.</summary>
    public bool EnterArray() => Enter(JsonTokenType.StartArray);

    /// <summary>Goes to the end of the current value, or of the current member's value.</summary>
    public void Skip()
    {
        if (_reader.TokenType == JsonTokenType.PropertyName && !Read())
        {
            return;
        }

        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = _reader.CurrentDepth;
        try
        {
            if (HasEnded || _reader.TrySkip())
            {
                return;
            }
        }
        catch (JsonException error)
        {
            Fail(error);
            return;
        }

        while (Read() && _reader.CurrentDepth > depth)
        {
        }
    }

    /// <summary>The member's value, where it is a number or digits in quotes; any other value is passed over.</summary>
    /// <param name="decimals">Decimals of the wanted unit: 3 to have microseconds as nanoseconds.</param>
    /// <param name="value">The number in that unit, rounded to the nearest.</param>
    public bool TryReadNumber(int decimals, out long value)
    {
        value = 0;
        if (!Read())
        {
            return false;
        }

        if (TryGetNumber(decimals, out value))
        {
            return true;
        }

        Skip();
        return false;
    }

    /// <summary>The member's value, where it is a number or digits in quotes and fits; any other value is passed over.</summary>
    public bool TryReadInt(out int value)
    {
        bool isNumber = TryReadNumber(0, out long number) && number is >= int.MinValue and <= int.MaxValue;
        value = isNumber ? (int)number : 0;
        return isNumber;
    }

    /// <summary>The member's value, where it is a string; any other value is passed over.</summary>
    /// <param name="text">Its text; good until the next call on this cursor.</param>
    public bool TryReadText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Read())
        {
            return false;
        }

        if (_reader.TokenType == JsonTokenType.String)
        {
            text = Text;
            return true;
        }

        Skip();
        return false;
    }

    /// <summary>The current value, where it is a number or digits in quotes.</summary>
    public readonly bool TryGetNumber(int decimals, out long value)
    {
        value = 0;
        return _reader.TokenType is JsonTokenType.Number or JsonTokenType.String && JsonNumber.TryScale(_reader.ValueSpan, decimals, out value);
    }

    /// <summary>Goes on after an error with the next element of an array whose elements are objects.</summary>
    /// <param name="depth">The depth inside that array: 1 for a text that is an array, 2 for an array in an object.</param>
    /// <returns>Whether there may be a next element.</returns>
    public bool TryRecover(int depth)
    {
        if (Error is null || Depth < depth || ++_recoveries > MaxRecoveries || !JsonRecovery.TryFindNext(_input, Depth, depth, out bool needsComma))
        {
            return false;
        }

        // A reader of its own that is led into the array.
        int opening = depth == 1 ? 2 : 4;
        _input.Replace(0, needsComma ? (depth == 1 ? "[0,"u8 : "{\"\":[0,"u8) : (depth == 1 ? "[0"u8 : "{\"\":[0"u8));
        _reader = new Utf8JsonReader(_input.Bytes, isFinalBlock: false, new JsonReaderState(_options));
        (HasEnded, Error) = (false, null);
        for (int i = 0; i < opening; i++)
        {
            Read();
        }

        return !HasEnded;
    }

    // Goes on with the next block; what is not consumed yet stays.
    private bool Refill(int consumed)
    {
        JsonReaderState state = _reader.CurrentState;
        bool isThere = _input.Advance(consumed);
        _reader = new Utf8JsonReader(_input.Bytes, isFinalBlock: false, state);
        return isThere;
    }

    private void CheckLimits()
    {
        if (Offset >= _nextCheckpoint)
        {
            _nextCheckpoint = Offset + BytesBetweenCheckpoints;
            _input.Checkpoint?.Invoke();
        }
    }

    private bool Enter(JsonTokenType type)
    {
        if (!Read())
        {
            return false;
        }

        if (_reader.TokenType == type)
        {
            return true;
        }

        Skip();
        return false;
    }

    private void Fail(JsonException error)
    {
        HasEnded = true;
        _input.Replace((int)_reader.BytesConsumed, []);
        string reason = error.Message.Contains("depth", StringComparison.Ordinal)
            ? FormattableString.Invariant($"JSON that is nested at most {_options.MaxDepth} deep")
            : "JSON";
        Error = new LoadDiagnostic(0, _input.Offset, DiagnosticText.Of(_input.Bytes), reason);
    }

    private readonly ReadOnlySpan<byte> Unescaped()
    {
        ReadOnlySpan<byte> text = _reader.ValueSpan;
        bool isShortened = text.Length > JsonInput.MaxTokenBytes;
        text = isShortened ? text[..JsonEscapes.WholeLength(text[..JsonInput.KeptBytes])] : text;
        if (_input.Scratch.Length < text.Length + "…"u8.Length)
        {
            _input.Scratch = new byte[Math.Max(256, text.Length * 2)];
        }

        int length = JsonEscapes.Unescape(text, _input.Scratch);
        if (isShortened)
        {
            "…"u8.CopyTo(_input.Scratch.AsSpan(length));
            length += "…"u8.Length;
        }

        return _input.Scratch.AsSpan(0, length);
    }
}
