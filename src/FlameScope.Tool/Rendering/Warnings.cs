using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What a view leaves out without having been asked to.</summary>
internal static class Warnings
{
    private const int MaxSymbolNotes = 3;

    /// <param name="store">The recording.</param>
    /// <param name="coverage">The view's account.</param>
    /// <param name="choseEvent">Whether the command line chose the event; what it left out is no surprise then.</param>
    public static void Write(SampleStore store, Coverage coverage, bool choseEvent)
    {
        WriteOfLoad(store);
        if (coverage.FilteredByEvent > 0 && !choseEvent)
        {
            Warn($"{coverage.FilteredByEvent:N0} samples of other events are left out ({OthersOf(store)}); --event NAME or --event all shows them.");
        }
    }

    /// <summary>Says what could not be read or named, whatever is shown of it.</summary>
    public static void WriteOfLoad(SampleStore store)
    {
        LoadReport report = store.Report;
        if (report.IsTruncated)
        {
            Warn($"the input ends early{FirstOf(report, report.Unparsed == 0)}; what comes before is shown.");
        }

        if (report.Unparsed > 0)
        {
            Warn($"{report.Unparsed:N0} events or lines could not be read{FirstOf(report, true)}");
        }

        foreach (string note in report.Notes)
        {
            Warn($"{PlainText.Of(note)}");
        }

        foreach (SymbolNote note in report.SymbolNotes.Take(MaxSymbolNotes))
        {
            Warn($"{PlainText.Of(note.ToString())}");
        }

        if (report.SymbolNotes.Count > MaxSymbolNotes)
        {
            Warn($"{report.SymbolNotes.Count - MaxSymbolNotes:N0} more modules lack names; flamescope info lists them.");
        }

        if (report.Lost > 0)
        {
            Warn($"perf lost {report.Lost:N0} events while recording; they are in no count.");
        }

        if (store.Header.NamelessAdvice is string advice)
        {
            Warn($"many functions have no names. {advice}");
        }
    }

    /// <summary>Warns where processes are asked for, and the recording names threads alone.</summary>
    public static void WriteUnknownProcesses(SampleStore store, bool areAskedFor)
    {
        if (areAskedFor && store.ThreadTable.ToArray().All(static thread => thread.Pid < 0))
        {
            string advice = store.Report.LinesRead > 0 ? "; perf script -F +pid prints processes" : "";
            Warn($"the recording names threads only, so each stands as a process of its own{advice}.");
        }
    }

    /// <summary>Says that no sample has a control group where they are asked for.</summary>
    public static void WriteMissingCgroups(SampleStore store, bool areAskedFor)
    {
        if (areAskedFor && store.Labels.Length == 0)
        {
            Warn($"the recording does not tell control groups; perf record --all-cgroups records them.");
        }
    }

    private static void Warn(FormattableString text) =>
        StandardError.Write("flamescope: warning: " + text.ToString(CultureInfo.InvariantCulture) + "\n");

    private static string FirstOf(LoadReport report, bool quote) =>
        quote && report.Diagnostics.Count > 0 ? $" ({report.Diagnostics[0]})" : "";

    private static string OthersOf(SampleStore store)
    {
        List<string> names = [];
        for (int kind = 0; kind < store.EventKinds.Length; kind++)
        {
            if (kind != store.DefaultEventKind.Value && !store.EventKinds[kind].IsDerived)
            {
                names.Add(PlainText.Of(store.Strings[store.EventKinds[kind].Name]));
            }
        }

        return string.Join(", ", names);
    }
}
