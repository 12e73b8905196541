using System.Text;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>One function with its callers, its callees, or both.</summary>
internal static class SandwichView
{
    private const int MaxNamed = 5;

    public static void Write(ViewRequest request, TopRequest top, FlameTree tree, TopTable table, CancellationToken cancellationToken)
    {
        FlameTree? callers = top.Callers is string called ? Find(tree, table, "--callers", called).Callers : null;
        FlameTree? callees = top.Callees is string calling ? Find(tree, table, "--callees", calling).Callees : null;
        ViewOutput.Write(
            request.Output,
            (terminal, text) =>
            {
                WriteSide("callers", callers);
                text.Write(callers is null || callees is null ? "" : "\n");
                WriteSide("callees", callees);

                void WriteSide(string name, FlameTree? side)
                {
                    if (side is not null)
                    {
                        string function = PlainText.Of(side.Root.Children.First().Name);
                        new FlameText(side, terminal, text).Write(
                            $"{name} of {function} ({side.Metric.FormatWithUnit(side.Total)}) · {request.Caption}");
                    }
                }
            },
            output => request.Exporter<FlameTree>().Export((callers ?? callees)!, output),
            cancellationToken);
    }

    // A whole name, or a pattern that fits the name of one function.
    private static Sandwich Find(FlameTree tree, TopTable table, string option, string text)
    {
        TextPattern pattern = Patterns.Name(option, text);
        string[] names = [.. table.Rows.Select(row => row.Name).Distinct()];
        string[] fitting = names.Contains(text) ? [text] : [.. names.Where(name => pattern.IsMatch(Encoding.UTF8.GetBytes(name)))];
        return fitting.Length switch
        {
            1 => Sandwich.From(tree, fitting[0]),
            0 => throw new UsageException($"No function in this slice fits {option} '{text}'."),
            _ => throw new UsageException(
                $"{fitting.Length} functions fit {option} '{text}': {string.Join(", ", fitting.Take(MaxNamed))}{(fitting.Length > MaxNamed ? ", …" : "")}; =NAME is one of them."),
        };
    }
}
