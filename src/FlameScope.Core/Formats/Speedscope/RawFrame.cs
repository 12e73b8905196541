namespace FlameScope.Formats.Speedscope;

/// <summary>One entry of the table of frames.</summary>
/// <param name="Name">The function.</param>
/// <param name="File">Where its code is; empty where unknown.</param>
/// <param name="Line">Its one-based line; 0 where unknown.</param>
internal readonly record struct RawFrame(StringId Name, StringId File, int Line);
