using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Puts a finding into one sentence.</summary>
internal static class Summary
{
    /// <summary>What is likelier than this by chance is not told.</summary>
    public const double SmallChance = 0.05;

    private const long Second = 1_000_000_000;
    private const double SameChain = 0.8;
    private const double Stalled = 0.34;
    private const double OnOneCpu = 0.75;
    private const double WorthNaming = 0.02;

    /// <param name="finding">What to tell.</param>
    /// <param name="store">Where it was found.</param>
    /// <param name="command">The program that runs the main culprit; empty where that is not known.</param>
    public static string Of(Perturbation finding, SampleStore store, string command)
    {
        StringBuilder text = new();
        AddTime(finding, store.Origin, text);
        if (finding.Culprits.IsEmpty)
        {
            AddThreads(finding.Threads, text);
            text.Append(CultureInfo.InvariantCulture, $"{finding.Samples} {Units(finding)} where {finding.ExpectedSamples:F0} were expected");
            AddMarker(finding.Markers, text);
            return text.ToString();
        }

        Culprit main = finding.Culprits[0];
        AddName(finding.Culprits, text);
        if (command.Length > 0)
        {
            text.Append(" in ").Append(command);
        }

        if (finding.Kind == PerturbationKind.Stall)
        {
            double expected = main.BaselineShare * finding.ExpectedSamples;
            text.Append(CultureInfo.InvariantCulture, $" stalls, {Math.Max(0, expected + main.ExcessSamples):F0} of {expected:F0} {Units(finding)} expected");
        }
        else
        {
            AddPoints(finding, main, text);
        }

        if (!finding.Displaced.IsEmpty)
        {
            AddDisplaced(finding, finding.Displaced[0], text);
        }

        AddMarker(finding.Markers, text);
        return text.ToString();
    }

    // A marker that is as likely to be near by chance says nothing.
    private static void AddMarker(ImmutableArray<CoincidingMarker> markers, StringBuilder text)
    {
        if (!markers.IsEmpty && markers[0].Chance <= SmallChance)
        {
            CoincidingMarker marker = markers[0];
            string edge = marker.Edge == OccurrenceEdge.Start ? "begin" : "end";
            text.Append(marker.Of == 1 ? $"; {edge}s" : string.Create(CultureInfo.InvariantCulture, $"; {marker.Occurrences} of {marker.Of} occurrences {edge}"))
                .Append(" within ").Append(Duration(marker.Reach)).Append(" of ").Append(ArticleOf(marker.Name)).Append(' ').Append(marker.Name)
                .Append(" (by chance: ").Append(OneIn(marker.Chance)).Append(')');
        }
    }

    private static string ArticleOf(string name) => name.Length > 0 && "aeiouAEIOU".Contains(name[0], StringComparison.Ordinal) ? "an" : "a";

    // One digit tells enough of a chance: 1 in 40,000.
    private static string OneIn(double chance)
    {
        const double Least = 1e-15;
        if (chance < Least)
        {
            return "less than 1 in 1,000,000,000,000,000";
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(1 / chance)));
        return string.Create(CultureInfo.InvariantCulture, $"1 in {Math.Round(1 / chance / unit) * unit:N0}");
    }

    private static void AddTime(Perturbation finding, long origin, StringBuilder text)
    {
        double start = (finding.Range.Start - origin) / 1e9;
        if (finding.Kind == PerturbationKind.LevelShift)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start:F2} s on ({Duration(finding.Range.Duration)}): ");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{start:F2}–{(finding.Range.End - origin) / 1e9:F2} s ({Duration(finding.Range.Duration)}");
        if (finding.Period is double period)
        {
            text.Append(CultureInfo.InvariantCulture, $", every {Duration(period)}");
        }
        else if (finding.Occurrences.Length > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $", {finding.Occurrences.Length} times");
        }

        text.Append("): ");
    }

    // Code without names goes by who runs it.
    private static void AddThreads(ImmutableArray<AffectedThread> threads, StringBuilder text)
    {
        AffectedThread[] changed = [.. threads.Where(thread => thread.Command.Length > 0 && thread.Samples > thread.Expected == threads[0].Samples > threads[0].Expected)];
        if (changed.Length == 0)
        {
            return;
        }

        bool areAlike = changed.Length > 1 && Array.TrueForAll(changed, thread => thread.Command == changed[0].Command);
        text.Append(areAlike ? "all threads of " : "").Append(changed[0].Command).Append(", ");
    }

    // The upper and the lower end of the chain of calls that explains the change.
    private static void AddName(IReadOnlyList<Culprit> culprits, StringBuilder text)
    {
        if (culprits.Count > 1 && culprits[1].Name != culprits[0].Name
            && Math.Abs(culprits[1].ExcessSamples) >= SameChain * Math.Abs(culprits[0].ExcessSamples)
            && culprits[1].BaselineShare + culprits[1].Share < 1.5)
        {
            text.Append(culprits[1].DisplayName).Append(" → ");
        }

        text.Append(culprits[0].DisplayName);
    }

    private static void AddPoints(Perturbation finding, Culprit main, StringBuilder text)
    {
        if (finding.Cpus.Length > 0 && Math.Abs(finding.Cpus[0].ShareOfCulprit) >= OnOneCpu)
        {
            AffectedCpu cpu = finding.Cpus[0];
            text.Append(CultureInfo.InvariantCulture, $", {Points(cpu.Share - cpu.BaselineShare)} points of CPU {cpu.Cpu}");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $", {Points(main.Share - main.BaselineShare)} points");
        }
    }

    private static void AddDisplaced(Perturbation finding, Culprit displaced, StringBuilder text)
    {
        double expected = displaced.BaselineShare * finding.ExpectedSamples;
        if (displaced.ExcessSamples < 0 && expected + displaced.ExcessSamples <= Stalled * expected)
        {
            text.Append("; ").Append(displaced.DisplayName).Append(" stalls");
        }
        else if (Math.Abs(displaced.Share - displaced.BaselineShare) >= WorthNaming)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {displaced.DisplayName} {Points(displaced.Share - displaced.BaselineShare)} points");
        }
    }

    private static string Units(Perturbation finding) => finding.Weight == SampleWeight.Value ? "of the event" : "samples";

    private static string Points(double share) => (100 * share).ToString("+0;\u22120;0", CultureInfo.InvariantCulture);

    private static string Duration(double nanoseconds) => nanoseconds >= Second
        ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / Second:0.0##} s")
        : nanoseconds >= 1e7
        ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.#} ms");
}
