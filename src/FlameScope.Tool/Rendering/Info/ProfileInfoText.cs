using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What a recording holds, as aligned text.</summary>
internal static class ProfileInfoText
{
    private const int LabelWidth = 12;
    private const int MaxDiagnostics = 5;

    public static void Write(ProfileInfo info, TextWriter text)
    {
        WriteInput(info, text);
        WriteHeader(info.Header, text);
        WriteTime(info, text);
        WriteSamples(info, text);
        Line(text, "events", $"{info.Events.Count:N0}");
        foreach (CountedSamples kind in info.Events)
        {
            string frequency = kind.Frequency is int hertz ? string.Create(CultureInfo.InvariantCulture, $", {hertz} Hz") : "";
            Item(text, kind.Samples, info.Samples, PlainText.Of(kind.Name) + frequency + (kind.IsDefault && info.Events.Count > 1 ? "  (shown by default)" : ""));
        }

        WriteProcesses(info, text);
        Line(text, "threads", $"{info.Threads:N0} under {info.Commands:N0} names{TopOf(info.Commands, info.TopCommands.Count)}");
        foreach (CountedSamples command in info.TopCommands)
        {
            Item(text, command.Samples, info.Samples, NameOf(command.Name));
        }

        WriteDiagnostics(info.Report, text);
        WriteSymbolNotes(info.Report, text);
    }

    private static void WriteInput(ProfileInfo info, TextWriter text)
    {
        LoadReport report = info.Report;
        Line(text, "file", $"{(info.File == "-" ? "standard input" : PlainText.Of(info.File))}");
        string compression = report.Compression == "none" ? "" : $", {report.Compression}";
        string lines = report.LinesRead > 0 ? string.Create(CultureInfo.InvariantCulture, $" of text in {report.LinesRead:N0} lines") : "";
        Line(text, "format", $"{report.Format}{compression}, {report.BytesRead:N0} bytes{lines}");
        if (report.Recordings > 1)
        {
            Line(text, "recordings", $"{report.Recordings:N0} one after another");
        }
    }

    private static void WriteHeader(ProfileHeader header, TextWriter text)
    {
        Optional(text, "host", Joined(header.HostName, header.OperatingSystemRelease, header.Architecture));
        string? cpus = header.CpuCount is int count ? string.Create(CultureInfo.InvariantCulture, $"{count} online") : null;
        Optional(text, "cpu", Joined(cpus, header.CpuDescription));
        Optional(text, "captured", header.CapturedOn);
        Optional(text, "command", header.CommandLine);
        Optional(text, "perf", header.ProfilerVersion);
    }

    private static void WriteTime(ProfileInfo info, TextWriter text)
    {
        if (info.Origin is not long origin)
        {
            Line(text, "time", $"none: {(info.TimeAxis == TimeAxis.Deltas ? "deltas to the sample before" : "no timestamps")}; only whole-profile flame graphs work");
            return;
        }

        Int128 first = (Int128)info.TimeRange.Start - origin;
        Int128 last = (Int128)info.TimeRange.End - 1 - origin;
        Line(text, "time", $"{Seconds.Readable(last - first)} s, from {Seconds.Readable(first)} s to {Seconds.Readable(last)} s of the heat map");
        Line(text, "origin", $"{TimeText.Seconds(origin)} s on the recording's clock{WallClock(info.Header, origin)}");
    }

    private static void WriteSamples(ProfileInfo info, TextWriter text)
    {
        LoadReport report = info.Report;
        Line(text, "samples", $"{info.Samples:N0} · {info.Idle:N0} idle · {(info.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $"{info.Waiting:N0} waiting · ") : "")}{info.Stackless:N0} without a stack{(info.Markers > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {info.Markers:N0} markers") : "")}");
        Line(text, "coverage", $"{report.Events:N0} events = {report.Samples:N0} samples + {report.Unparsed:N0} unparsed; {report.Lost:N0} lost, {report.SideBand:N0} side-band records{(report.IsTruncated ? "; ends early" : "")}");
        if (report.LeftOut > 0)
        {
            Line(text, "left out", $"{report.LeftOut:N0} samples that the writer left out, or of the threads that recorded; they are in no other number");
        }

        if (report.Messages > 0 || report.Details > 0)
        {
            Line(text, "beside", $"{report.Messages:N0} messages of the profiler, {report.Details:N0} lines that tell more of a sample than its stack");
        }

        if (report.ShortSpans > 0 || report.Corrections > 0)
        {
            Line(text, "spans", $"{report.ShortSpans:N0} shorter than the step, which are no samples (--step); {report.Corrections:N0} places that contradict others");
        }

        Line(text, "stacks", $"{info.Frames:N0} frames in {info.StackNodes:N0} nodes{(info.Cpus > 0 ? string.Create(CultureInfo.InvariantCulture, $"; samples of {info.Cpus:N0} CPUs") : "")}");
    }

    private static void WriteProcesses(ProfileInfo info, TextWriter text)
    {
        if (info.TopProcesses is null)
        {
            string advice = info.Report.LinesRead > 0 ? "the text names threads only; the recording itself is fine, perf script -F +pid prints processes" : "the recording names threads only";
            Line(text, "processes", $"unknown: {advice}");
            return;
        }

        Line(text, "processes", $"{info.Processes:N0}{TopOf(info.Processes ?? 0, info.TopProcesses.Count)}");
        foreach (CountedSamples process in info.TopProcesses)
        {
            Item(text, process.Samples, info.Samples, $"{NameOf(process.Name)}  {IdOf(process.Pid ?? -1)}");
        }
    }

    private static void WriteDiagnostics(LoadReport report, TextWriter text)
    {
        if (report.Diagnostics.Count == 0)
        {
            return;
        }

        string more = report.Diagnostics.Count > MaxDiagnostics ? $"the first {MaxDiagnostics} of them:" : "";
        Line(text, "not read", $"{report.Diagnostics.Count:N0}{(report.Diagnostics.Count < report.Unparsed ? " or more" : "")} places {more}");
        foreach (LoadDiagnostic diagnostic in report.Diagnostics.Take(MaxDiagnostics))
        {
            text.WriteLine($"  {PlainText.Of(diagnostic.ToString())}");
        }
    }

    private static void WriteSymbolNotes(LoadReport report, TextWriter text)
    {
        foreach (string note in report.Notes)
        {
            Line(text, "note", $"{PlainText.Of(note)}");
        }

        if (report.Derived > 0 || report.UnpairedSwitches > 0)
        {
            Line(text, "off-cpu", $"{report.Derived:N0} times that a thread was off its CPU; {report.UnpairedSwitches:N0} switches whose other half was not recorded");
        }

        if (report.SymbolNotes.Count == 0)
        {
            return;
        }

        Line(text, "names", $"{report.SymbolNotes.Count:N0} modules lack some, or may have wrong ones:");
        foreach (SymbolNote note in report.SymbolNotes)
        {
            text.WriteLine($"  {PlainText.Of(note.ToString())}");
        }
    }

    private static void Line(TextWriter text, string label, FormattableString value) =>
        text.WriteLine($"{label.PadRight(LabelWidth)}{value.ToString(CultureInfo.InvariantCulture).TrimEnd()}");

    private static void Optional(TextWriter text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Line(text, label, $"{PlainText.Of(value)}");
        }
    }

    private static void Item(TextWriter text, long samples, int all, string name) => text.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {samples,12:N0}  {100.0 * samples / Math.Max(1, all),5:F1} %  {name}"));

    private static string NameOf(string command) => command.Length == 0 ? "[unknown]" : PlainText.Of(command);

    private static string IdOf(int id) => id < 0 ? "" : id.ToString(CultureInfo.InvariantCulture);

    private static string TopOf(int all, int listed) =>
        listed < all ? string.Create(CultureInfo.InvariantCulture, $", the {listed} with the most samples:") : "";

    private static string Joined(params ReadOnlySpan<string?> parts)
    {
        List<string> known = [];
        foreach (string? part in parts)
        {
            if (!string.IsNullOrEmpty(part))
            {
                known.Add(part);
            }
        }

        return string.Join(", ", known);
    }

    private static string WallClock(ProfileHeader header, long time) => header.WallClockOf(time) is DateTimeOffset clock
        ? string.Create(CultureInfo.InvariantCulture, $", {clock:yyyy-MM-dd HH:mm:ss} UTC")
        : "";
}
