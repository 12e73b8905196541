namespace FlameScope.Formats.Json;

/// <summary>A plain object that is in memory as a whole; good until the next call on its cursor.</summary>
/// <param name="text">The text in memory.</param>
/// <param name="members">Its members.</param>
/// <param name="offset">Where it begins, in bytes from the beginning of the text.</param>
internal readonly ref struct JsonObject(ReadOnlySpan<byte> text, ReadOnlySpan<JsonMember> members, long offset)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Its members, in their order.</summary>
    public ReadOnlySpan<JsonMember> Members { get; } = members;

    /// <summary>Where it begins, in bytes from the beginning of the text.</summary>
    public long Offset { get; } = offset;

    /// <summary>The name of a member.</summary>
    public ReadOnlySpan<byte> NameOf(in JsonMember member) => _text.Slice(member.NameStart, member.NameLength);

    /// <summary>The value of a member as it stands in the text; a string without its quotes.</summary>
    public ReadOnlySpan<byte> ValueOf(in JsonMember member) => _text.Slice(member.Start, member.Length);

    /// <summary>The value of a member, where it is a number or digits in quotes.</summary>
    public bool TryGetNumber(in JsonMember member, int decimals, out long value)
    {
        value = 0;
        return member.Kind is JsonMemberKind.Number or JsonMemberKind.Text && JsonNumber.TryScale(ValueOf(member), decimals, out value);
    }
}

/// <summary>A member of an object: where its name and its value stand in the text in memory.</summary>
internal readonly record struct JsonMember(int NameStart, int NameLength, int Start, int Length, JsonMemberKind Kind);

/// <summary>What a member's value is.</summary>
internal enum JsonMemberKind : byte
{
    /// <summary>Null, true, false, an array or an object.</summary>
    Other,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string without escapes.</summary>
    Text,

    /// <summary>A string with escapes.</summary>
    EscapedText,
}
