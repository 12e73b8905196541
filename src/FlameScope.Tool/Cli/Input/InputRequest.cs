namespace FlameScope.Tool.Cli;

/// <summary>Which recording the command line names, and how to read it.</summary>
/// <param name="File">The recording's path; <c>-</c> for standard input.</param>
/// <param name="Load">How to load it.</param>
/// <param name="Markers">The file of markers to add; <see langword="null"/> for none.</param>
/// <param name="Names">What functions are called.</param>
/// <param name="Words">The options that say so, as they could be typed again.</param>
internal sealed record InputRequest(string File, LoadOptions Load, string? Markers, FrameNames Names, IReadOnlyList<OptionWord> Words);
