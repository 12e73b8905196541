namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>A function, by indices of the input's string table.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="SystemName">Its name for the linker.</param>
/// <param name="File">The source file.</param>
/// <param name="StartLine">The line it begins in; 0 where unknown.</param>
internal readonly record struct FunctionRow(long Name, long SystemName, long File, long StartLine);

/// <summary>One line of a location: a call that the compiler inlined has one of its own.</summary>
/// <param name="Function">The function: an id or an index, as the format has it.</param>
/// <param name="Line">The line that ran; 0 where unknown.</param>
internal readonly record struct LineRow(long Function, long Line);
