using System.Collections.Immutable;
using System.Globalization;

namespace FlameScope.Needle;

/// <summary>Adds up how the findings of made-up recordings of one kind agree with what is in them.</summary>
internal sealed class StagedScore
{
    private const double MaxPeriodError = 0.01;

    private int _recordings;
    private int _found;
    private int _findings;
    private int _right;
    private int _again;
    private int _edges;
    private int _wideEdges;
    private double _widest;
    private int _emptyBeats;
    private int _unnamed;

    public void Add(string label, Staged staged, ImmutableArray<Perturbation> findings, List<string> notes)
    {
        _recordings++;
        _findings += findings.Length;
        int right = 0;
        foreach (Perturbation finding in findings)
        {
            bool isRight = IsRight(staged, finding);
            right += isRight ? 1 : 0;
            int empty = finding.Occurrences.Count(range => finding.Kind == PerturbationKind.Periodic && IsEmpty(staged.Store, range));
            bool isUnnamed = finding.Summary.Contains("[unknown] in [unknown]", StringComparison.Ordinal)
                || finding.Culprits.Any(culprit => culprit.DisplayName == "[unknown] in [unknown]");
            double edge = isRight && HasEdges(staged) ? WidestEdge(staged, finding) / staged.Interval : 0;
            _emptyBeats += empty;
            _unnamed += isUnnamed ? 1 : 0;
            _edges += isRight && HasEdges(staged) ? 1 : 0;
            _wideEdges += edge > 2 ? 1 : 0;
            _widest = Math.Max(_widest, edge);
            if (!isRight || right > 1 || empty > 0 || isUnnamed || edge > 2)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{label}: {(isRight ? right > 1 ? "again: " : "" : "not there: ")}{(edge > 2 ? $"edge off by {edge:F1}: " : "")}{(empty > 0 ? $"{empty} of {finding.Occurrences.Length} empty: " : "")}{finding.Kind} E={finding.Evidence:F0} {finding.Summary}"));
            }
        }

        _right += right;
        _again += Math.Max(0, right - 1);
        _found += right > 0 ? 1 : 0;
        if (right == 0 && staged.Windows.Length > 0 && !staged.MayBeAbsent)
        {
            notes.Add($"{label}: missed");
        }
    }

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {_recordings} | {_found} | {_findings} | {_right} | {_again} | {_wideEdges} of {_edges} ({_widest:F1}) | {_emptyBeats} | {_unnamed} |");

    private static bool IsRight(Staged staged, Perturbation finding)
    {
        if (staged.Windows.Length == 0)
        {
            return false;
        }

        // A period that is not there makes a finding wrong, and so does one that is not right.
        if (finding.Period is double found && !(staged.Period is double period && Math.Abs(found - period) <= MaxPeriodError * period))
        {
            return false;
        }

        if (staged.IsStep)
        {
            return finding.Kind == PerturbationKind.LevelShift && Math.Abs(finding.Range.Start - staged.Windows[0].Start) < Stage.Second;
        }

        if (staged.MayBeAbsent)
        {
            return finding.Range.Start <= staged.Windows[0].End + (2 * staged.Interval);
        }

        int met = finding.Occurrences.Count(range => staged.Windows.Any(window => range.Intersect(window).Duration >= range.Duration / 2 && !range.IsEmpty));
        return 2 * met >= finding.Occurrences.Length;
    }

    private static bool HasEdges(Staged staged) => !staged.IsFast && !staged.MayBeAbsent;

    private static double WidestEdge(Staged staged, Perturbation finding)
    {
        if (staged.IsStep)
        {
            return Math.Abs(finding.Range.Start - staged.Windows[0].Start);
        }

        double widest = 0;
        foreach (TimeRange range in finding.Occurrences)
        {
            TimeRange window = staged.Windows.MaxBy(window => window.Intersect(range).Duration);
            widest = Math.Max(widest, Math.Max(Math.Abs(range.Start - window.Start), Math.Abs(range.End - window.End)));
        }

        return widest;
    }

    private static bool IsEmpty(SampleStore store, TimeRange range)
    {
        (int first, int end) = store.SamplesIn(range);
        return first == end;
    }
}
