namespace FlameScope.Export;

/// <summary>How tables of comma-separated values are written.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// Whether names that a spreadsheet would take for a formula (<c>=</c>, <c>+</c>, <c>-</c> or <c>@</c> first) get an apostrophe in front;
    /// <see langword="true"/> by default, since names come from the recorded programs. Without it names are exact.
    /// </summary>
    public bool EscapeFormulas { get; init; } = true;
}
