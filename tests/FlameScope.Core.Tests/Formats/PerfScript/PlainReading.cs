using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Formats.Linux;
using FlameScope.Formats.PerfScript;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>
/// Reads a text as plainly as can be: one token after the other, nothing remembered, nothing guessed. What the loader gives must be
/// the same.
/// </summary>
internal static class PlainReading
{
    public static SampleStore Load(ReadOnlySpan<byte> text)
    {
        SampleStoreBuilder builder = new();
        List<Line> lines = [];
        Action? finish = null;
        PerfScriptReader reader = new(text, isFinalBlock: true, PerfScriptReaderState.Detect(text));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case PerfScriptTokenType.Frame when finish is not null:
                    lines.Add(Read(builder, reader.FrameText));
                    break;
                case PerfScriptTokenType.SourceLine when lines is [.., { Frames.Count: 1 }] && reader.Line.EndsWith(" (inlined)"u8):
                    lines[^1] = lines[^1] with { IsInlined = true };
                    break;
                case PerfScriptTokenType.Event:
                    finish?.Invoke();
                    lines.Clear();
                    finish = Begin(builder, ref reader, lines);
                    break;
                case PerfScriptTokenType.EndOfSample:
                    finish?.Invoke();
                    finish = null;
                    lines.Clear();
                    break;
            }
        }

        finish?.Invoke();
        return builder.Build();
    }

    private static Action Begin(SampleStoreBuilder builder, ref PerfScriptReader reader, List<Line> lines)
    {
        (long time, int cpu, long period) = (reader.Time, reader.Cpu, reader.Period ?? 1);
        string command = System.Text.Encoding.Latin1.GetString(reader.Command).Replace("\r\n", "\n", StringComparison.Ordinal);
        ThreadId thread = builder.AddThread(System.Text.Encoding.Latin1.GetBytes(command), reader.Pid, reader.Tid);
        EventKindId @event = PerfEvents.Add(builder, reader.EventName.IsEmpty ? "[unknown]"u8 : reader.EventName);
        Line[] ownFrame = reader.EventFrameText.IsEmpty ? [] : [Read(builder, reader.EventFrameText)];
        return () => builder.AddSample(new SampleRecord(time, Stack(builder, lines.Count > 0 ? lines : ownFrame), thread, @event, cpu, period));
    }

    private static Line Read(SampleStoreBuilder builder, ReadOnlySpan<byte> text)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(text);
        ReadOnlySpan<byte> rest = frame.Symbol.IsEmpty ? "[unknown]"u8 : frame.Symbol;
        FrameKind kind = FrameClassifier.KindOf(rest, frame.Module);
        if (kind == FrameKind.Inlined)
        {
            return new Line([builder.AddFrame(rest, [], kind)], IsInlined: true);
        }

        List<FrameId> frames = [];
        if (kind == FrameKind.Jit && JavaInlining.IsJavaMethod(rest))
        {
            while (!rest.IsEmpty)
            {
                ReadOnlySpan<byte> method = JavaInlining.Tidy(JavaInlining.TakeFirst(ref rest));
                frames.Add(builder.AddFrame(method, frame.Module, frames.Count == 0 ? kind : FrameKind.Inlined));
            }
        }
        else
        {
            frames.Add(builder.AddFrame(rest, frame.Module, kind));
        }

        return new Line(frames, IsInlined: false);
    }

    private static StackId Stack(SampleStoreBuilder builder, IReadOnlyList<Line> lines)
    {
        StackId stack = StackId.Empty;
        StringId module = StringId.Empty;
        foreach (Line line in lines.Reverse())
        {
            foreach (FrameId id in line.Frames)
            {
                Frame frame = builder.FrameOf(id);
                FrameId placed = line.IsInlined ? builder.AddFrame(new Frame(frame.Symbol, module, FrameKind.Inlined)) : id;
                module = line.IsInlined ? module : frame.Module;
                stack = builder.AddStack(stack, placed);
            }
        }

        return stack;
    }

    private sealed record Line(List<FrameId> Frames, bool IsInlined);
}
