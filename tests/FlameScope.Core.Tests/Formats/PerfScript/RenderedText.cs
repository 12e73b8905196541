using System.Globalization;
using System.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>One frame as perf knows it; <paramref name="Kind"/> is what a reader should make of it.</summary>
internal sealed record RenderedFrame(string Symbol, string Module, FrameKind Kind);

/// <summary>One sample as perf knows it; frames leaf first, as perf prints them.</summary>
internal sealed record RenderedSample(
    long Time, string Command, int Process, int Thread, int Cpu, long Period, string Event, string Payload, RenderedFrame[] Frames);

/// <summary>Which fields perf prints, and how.</summary>
internal sealed record RenderedLayout(bool HasProcess, bool HasCpu, bool HasMisc, bool HasPeriod, bool IsNanoseconds, bool HasOffsets);

/// <summary>Prints samples as perf script does, and says what a store of them must hold.</summary>
internal static class RenderedText
{
    public static byte[] Render(RenderedLayout layout, IEnumerable<RenderedSample> samples) =>
        Encoding.UTF8.GetBytes(string.Concat(samples.Select(sample => Render(layout, sample))));

    // comm tid [cpu] misc time: period event:
    public static string Render(RenderedLayout layout, RenderedSample sample)
    {
        StringBuilder text = new(sample.Command.PadLeft(16));
        text.Append(CultureInfo.InvariantCulture, $" {(layout.HasProcess ? $"{sample.Process}/{sample.Thread}" : sample.Thread),5} ");
        text.Append(layout.HasCpu ? $"[{sample.Cpu:D3}] " : "").Append(layout.HasMisc ? (sample.Cpu % 2 == 0 ? "U    " : "HK   ") : "");
        text.Append(CultureInfo.InvariantCulture, $"{sample.Time / 1_000_000_000,5}.");
        long fraction = sample.Time % 1_000_000_000;
        text.Append(layout.IsNanoseconds ? $"{fraction:D9}: " : $"{fraction / 1000:D6}: ");
        text.Append(layout.HasPeriod ? $"{sample.Period,10} " : "").Append(CultureInfo.InvariantCulture, $"{sample.Event}: {sample.Payload}\n");
        int address = 1;
        foreach (RenderedFrame frame in sample.Frames)
        {
            bool hasOffset = frame.Symbol != "[unknown]" && (layout.HasOffsets || frame.Symbol.StartsWith("+0x", StringComparison.Ordinal));
            string module = frame.Kind == FrameKind.Inlined ? "inlined" : frame.Module;
            text.Append(CultureInfo.InvariantCulture, $"\t{0x7f00 + address++,16:x} {frame.Symbol}{(hasOffset ? "+0x1f" : "")} ({module})\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The samples in the order of a store, in the words of <see cref="Stores.Describe"/>.</summary>
    public static string[] Describe(RenderedLayout layout, IEnumerable<RenderedSample> samples) =>
        [.. samples.OrderBy(sample => TimeOf(layout, sample)).Select(sample => Describe(layout, sample, FramesOf(sample)))];

    /// <summary>A sample with some of its frames, root first.</summary>
    public static string Describe(RenderedLayout layout, RenderedSample sample, IEnumerable<string> frames) =>
        $"{TimeOf(layout, sample)} {sample.Command} {(layout.HasProcess ? sample.Process : -1)}/{sample.Thread} "
        + $"[{(layout.HasCpu ? sample.Cpu : -1)}] {sample.Event} {(layout.HasPeriod ? sample.Period : 1)}: {string.Join(';', frames)}";

    /// <summary>A stack root first; inlined frames bear the module of the next real one.</summary>
    public static List<string> FramesOf(RenderedSample sample, int leaves = int.MaxValue)
    {
        List<string> frames = [];
        string module = "";
        foreach (RenderedFrame frame in sample.Frames.Take(leaves).Reverse())
        {
            module = frame.Kind == FrameKind.Inlined ? module : frame.Module;
            frames.Add($"{frame.Symbol}({module},{frame.Kind})");
        }

        return frames;
    }

    private static long TimeOf(RenderedLayout layout, RenderedSample sample) =>
        layout.IsNanoseconds ? sample.Time : sample.Time / 1000 * 1000;
}
