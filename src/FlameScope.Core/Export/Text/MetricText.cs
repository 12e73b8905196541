using System.Buffers;
using System.Text;

namespace FlameScope.Export.Text;

/// <summary>How values of a metric are written for people: <c>1 sample</c>, <c>1,234 cycles</c>, <c>12.5 ms</c>.</summary>
internal sealed class MetricText
{
    private readonly Metric _metric;
    private readonly bool _isTime;

    public MetricText(Metric metric)
    {
        _isTime = metric.Unit == "ns";
        _metric = metric;
        Plural = metric.Unit;
        Singular = Plural.EndsWith("sses", StringComparison.Ordinal) || Plural.EndsWith("ches", StringComparison.Ordinal) ? Plural[..^2]
            : Plural.EndsWith('s') && Plural.Length > 2 ? Plural[..^1]
            : Plural;
    }

    /// <summary>The unit of most values.</summary>
    public string Plural { get; }

    /// <summary>The unit of the value 1.</summary>
    public string Singular { get; }

    /// <summary>What is added up, in a word.</summary>
    public string Noun => _isTime ? "time" : Plural;

    /// <summary>Writes a value with its unit; times have the unit that suits them, and at most three decimals.</summary>
    public void Write(Utf8Output text, long value)
    {
        WriteNumber(text, value);
        if (!_isTime)
        {
            text.Write(" "u8);
            text.Write(value == 1 ? Singular : Plural);
        }
    }

    /// <summary>Writes a value where its unit has been said; times need it all the same.</summary>
    public void WriteNumber(Utf8Output text, long value)
    {
        if (!_isTime)
        {
            text.WriteGrouped(value);
            return;
        }

        (long thousandth, string unit) = value switch
        {
            >= 1_000_000_000 => (1_000_000, " s"),
            >= 1_000_000 => (1_000, " ms"),
            >= 1_000 => (1, " µs"),
            _ => (0, " ns"),
        };
        text.WriteDecimal(thousandth == 0 ? value : ((Int128)value + (thousandth / 2)) / thousandth, thousandth == 0 ? 0 : 3, 0);
        text.Write(unit);
    }

    /// <summary>A value with its unit.</summary>
    public string Of(long value)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8Output output = new(text))
        {
            Write(output, value);
            output.Flush();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>A value where there is little room and the unit is known: large ones are rounded, unless they count samples.</summary>
    public string Short(long value) => _metric.Format(value);
}

/// <summary>A value that a person reads with its unit.</summary>
internal readonly record struct Quantity(long Value, MetricText Metric);
