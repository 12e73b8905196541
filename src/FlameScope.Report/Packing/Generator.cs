using System.Reflection;

namespace FlameScope.Report.Packing;

/// <summary>What a report says it was written by.</summary>
internal static class Generator
{
    public static string Text { get; } = $"FlameScope {typeof(Generator).Assembly.GetName().Version?.ToString(3)}";
}
