using System.Buffers;
using System.Text;

namespace FlameScope.Export.Text;

/// <summary>How differences are written for people: <c>+2.20 pp</c>, <c>−1.50 samples/s</c>, <c>+12 samples</c>.</summary>
internal sealed class DeltaText
{
    private readonly FlameDiffMode _mode;
    private readonly MetricText _metric;

    public DeltaText(FlameDiffMode mode, MetricText metric)
    {
        _mode = mode;
        _metric = metric;
    }

    public void Write(Utf8Output text, double delta)
    {
        text.Write(delta < 0 ? "−"u8 : delta > 0 ? "+"u8 : "±"u8);
        double size = Math.Abs(delta);
        switch (_mode)
        {
            case FlameDiffMode.Share:
                text.WriteDecimal((Int128)Math.Round(size * 10_000), 2, 2);
                text.Write(" pp"u8);
                break;
            case FlameDiffMode.PerSecond:
                text.WriteDecimal((Int128)Math.Round(size * 100), 2, 2);
                text.Write($" {_metric.Plural}/s");
                break;
            default:
                _metric.Write(text, (long)size);
                break;
        }
    }

    public string Of(double delta)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8Output output = new(text))
        {
            Write(output, delta);
            output.Flush();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
