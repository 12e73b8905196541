using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>The functions of a slice.</summary>
internal sealed record TopAnswer
{
    [Description("Name of the event shown; all where several are added up.")]
    public required string Event { get; init; }

    [Description("What the numbers count, such as samples, ns or bytes.")]
    public required string Unit { get; init; }

    [Description("What the slice holds in all.")]
    public required long Total { get; init; }

    [Description("How many functions there are, rows or not.")]
    public required int Functions { get; init; }

    public required Coverage Coverage { get; init; }

    public required IReadOnlyList<TopFunction> Rows { get; init; }

    public static TopAnswer Of(TopTable table, int most) => new()
    {
        Event = table.EventName,
        Unit = table.Metric.Unit,
        Total = table.Total,
        Functions = table.Rows.Count,
        Coverage = table.Coverage,
        Rows = [.. table.Rows.Take(most).Select(static row => new TopFunction
        {
            Name = row.Name,
            RawName = row.RawName.Length > 0 ? row.RawName : null,
            Kind = FlameView.NameOf(row.Kind),
            Module = row.Module,
            File = row.File.Length > 0 ? row.File : null,
            Line = row.Line > 0 ? row.Line : null,
            Self = row.Self,
            Total = row.Total,
        })],
    };
}

/// <summary>A function and what it ran.</summary>
internal sealed record TopFunction
{
    public required string Name { get; init; }

    [Description("The name as the recording has it; null where the shown one is the same, or where there are several.")]
    public required string? RawName { get; init; }

    [Description("user, kernel, jit, inlined or unknown.")]
    public required string Kind { get; init; }

    public required string Module { get; init; }

    [Description("Its source file; null where the recording does not tell.")]
    public required string? File { get; init; }

    [Description("The line of the file, from 1; null where the recording does not tell, or tells several.")]
    public required int? Line { get; init; }

    [Description("What it ran by itself.")]
    public required long Self { get; init; }

    [Description("What it ran with everything it called; recursion counts once.")]
    public required long Total { get; init; }
}
