namespace FlameScope.Tool.Rendering;

/// <summary>What to ask after a view.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="CommandLine">The command that answers it, as it can be typed.</param>
internal readonly record struct NextStep(string Question, string CommandLine);
