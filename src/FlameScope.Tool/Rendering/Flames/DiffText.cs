using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Writes which functions differ between two flame trees, the largest differences first.</summary>
internal sealed class DiffText
{
    private const string Dim = "\e[2m";
    private const string More = "\e[31m";
    private const string Less = "\e[94m";

    private readonly FlameDiff _diff;
    private readonly TerminalCapabilities _terminal;
    private readonly TextWriter _text;

    public DiffText(FlameDiff diff, TerminalCapabilities terminal, TextWriter text)
    {
        _diff = diff;
        _terminal = terminal;
        _text = text;
    }

    private Metric Metric => _diff.Union.Metric;

    /// <param name="baseline">What is compared with: the slice and the filter.</param>
    /// <param name="examined">What is compared.</param>
    /// <param name="bySelf">Whether rows are sorted by what functions ran themselves.</param>
    /// <param name="limit">The most rows to write.</param>
    public void Write(string baseline, string examined, bool bySelf, int limit)
    {
        IReadOnlyList<FrameDiffRow> rows = _diff.Frames();
        if (bySelf)
        {
            rows = [.. rows.OrderByDescending(row => Math.Abs(row.SelfDelta))];
        }

        int significant = rows.Count(row => row.IsSignificant);
        _text.WriteLine($"baseline  {Describe(_diff.Baseline)} · {baseline}");
        _text.WriteLine($"examined  {Describe(_diff.Examined)} · {examined}");
        _text.WriteLine();
        if (rows.Count > 0)
        {
            WriteRows(rows, limit);
            _text.WriteLine();
        }

        _text.WriteLine(Invariant($"{significant:N0} of {rows.Count:N0} frames differ by more than noise{(significant > 0 ? " (*)" : "")}"));
        WriteSide("baseline", _diff.Baseline);
        WriteSide("examined", _diff.Examined);
    }

    private void WriteRows(IReadOnlyList<FrameDiffRow> rows, int limit)
    {
        FrameWriter frames = new(_terminal, _text);
        _text.WriteLine($"{"change",12}  {"self change",12}{"baseline",12}{"examined",12}   frame");
        foreach (FrameDiffRow row in rows.Take(limit))
        {
            string style = !_terminal.HasColors ? "" : !row.IsSignificant ? Dim : row.TotalDelta > 0 ? More : Less;
            string change = $"{Change(row.TotalDelta),12}{(row.IsSignificant ? "*" : " ")} {Change(row.SelfDelta),12}";
            _text.Write(style.Length > 0 ? $"{style}{change}{FrameKindStyle.Reset}" : change);
            _text.Write($"{Value(row.BaselineTotal),12}{Value(row.ExaminedTotal),12}   ");
            frames.Write(frames.NameOf(row.Name, row.Kind), row.Kind);
            _text.WriteLine();
        }

        if (rows.Count > limit)
        {
            int hidden = rows.Skip(limit).Count(row => row.IsSignificant);
            _text.WriteLine(Invariant($"{"",51}… {rows.Count - limit:N0} more{(hidden > 0 ? Invariant($", {hidden:N0} of them with *") : "")}; --limit {rows.Count} shows all"));
        }

        frames.WriteLegend();
    }

    private void WriteSide(string name, FlameTree tree)
    {
        _text.WriteLine($"{name}: {CoverageLine.Of(tree.Coverage)}");
        if (tree.Total == 0)
        {
            _text.WriteLine($"There is nothing in the {name}: {EmptyView.ReasonOf(tree.Coverage)}");
        }
    }

    private static string Describe(FlameTree tree) => $"{PlainText.Of(tree.EventName)} · {Quantity.Shown(tree.Coverage, tree.Metric)}";

    private string Value(long value) => value == 0 ? "-" : Metric.Format(value);

    private string Change(double change) => _diff.Options.Mode switch
    {
        _ when change == 0 => "0",
        FlameDiffMode.Share => Invariant($"{100 * change:+0.0;-0.0;0.0} pt"),
        FlameDiffMode.PerSecond => $"{Sign(change)}{Metric.Format(Math.Abs(change))}/s",
        _ => $"{Sign(change)}{Metric.Format(Math.Abs(change))}",
    };

    private static string Sign(double change) => change > 0 ? "+" : change < 0 ? "-" : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
