namespace FlameScope.Docs.Tests;

/// <summary>A fenced block of a Markdown file.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Line">One-based line of the opening fence.</param>
/// <param name="Language">What the fence says the block is.</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="NotRunReason">The reason of a marker <c>&lt;!-- not run: reason --&gt;</c> before the block.</param>
/// <param name="ExpectedOutput">The <c>text</c> block that follows at once: what the block prints.</param>
public sealed record DocumentBlock(
    string File, int Line, string Language, string Text, string? NotRunReason, string? ExpectedOutput);
