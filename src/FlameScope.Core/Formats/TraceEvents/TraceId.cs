namespace FlameScope.Formats.TraceEvents;

/// <summary>The id of a process or a thread: a number, or else a name.</summary>
/// <param name="Number">The number; -1 where it is a name.</param>
/// <param name="Name">The name; <see cref="StringId.Empty"/> where it is a number.</param>
internal readonly record struct TraceId(int Number, StringId Name);
