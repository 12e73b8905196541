namespace FlameScope.Tool.Commands;

/// <summary>A question has no answer; the message says why, and what to ask for.</summary>
internal sealed class RefusedQuestionException(string message) : Exception(message);
