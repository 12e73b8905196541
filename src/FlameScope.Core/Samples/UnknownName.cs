namespace FlameScope.Samples;

/// <summary>What stands in place of a name that nobody knows, in stores as in views.</summary>
internal static class UnknownName
{
    public const string Text = "[unknown]";

    public static ReadOnlySpan<byte> Utf8 => "[unknown]"u8;
}
