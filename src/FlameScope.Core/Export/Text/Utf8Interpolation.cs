using System.Runtime.CompilerServices;

namespace FlameScope.Export.Text;

/// <summary>Lets <c>output.Write($"…")</c> write its pieces straight into the output, with no string and no culture between.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Utf8Interpolation
{
    private readonly Utf8Output _output;

    public Utf8Interpolation(int literalLength, int formattedCount, Utf8Output output)
    {
        _ = literalLength;
        _ = formattedCount;
        _output = output;
    }

    public void AppendLiteral(string text) => _output.Write(text);

    public void AppendFormatted(string text) => _output.Write(text);

    public void AppendFormatted(long value) => _output.Write(value);

    public void AppendFormatted(Pixels value) => _output.WriteHundredths(value.Hundredths, 0);

    public void AppendFormatted(Count value) => _output.WriteGrouped(value.Value);

    public void AppendFormatted(Quantity value) => value.Metric.Write(_output, value.Value);

    public void AppendFormatted(Share value) => _output.WriteShare(value);

    public void AppendFormatted(Xml text) => _output.WriteVisible(text.Value, TextEscape.Xml);
}

/// <summary>A length in an SVG drawing, in hundredths of a pixel: exact, so the same on every machine.</summary>
internal readonly record struct Pixels(long Hundredths)
{
    public static Pixels Of(int pixels) => new(pixels * 100L);
}

/// <summary>A number that a person reads: its digits come in groups.</summary>
internal readonly record struct Count(long Value);

/// <summary>A part of a whole, which a person reads in percent; nothing is 0 % of nothing.</summary>
internal readonly record struct Share(long Part, long Whole);

/// <summary>Text of the profile or the caller inside XML.</summary>
internal readonly ref struct Xml(ReadOnlySpan<byte> value)
{
    public ReadOnlySpan<byte> Value { get; } = value;
}
