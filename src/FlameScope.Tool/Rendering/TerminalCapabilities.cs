using FlameScope.Tool.Cli;
using Spectre.Console;

namespace FlameScope.Tool.Rendering;

/// <summary>What the place that text goes to can show.</summary>
/// <param name="Width">Columns of characters.</param>
/// <param name="Colors">The colours it has.</param>
internal readonly record struct TerminalCapabilities(int Width, ColorSystem Colors)
{
    private const int WidthOfAFile = 120;
    private const int Narrowest = 40;

    /// <summary>Whether it is a terminal, which breaks lines that are longer than it is wide wherever they reach its edge.</summary>
    public bool IsTerminal { get; private init; }

    /// <summary>Whether what was written can be written over.</summary>
    public bool CanRedraw { get; private init; }

    public bool HasColors => Colors != ColorSystem.NoColors;

    public bool HasManyColors => Colors is ColorSystem.EightBit or ColorSystem.TrueColor;

    /// <summary>The capabilities of a file, or of standard output where there is none.</summary>
    public static TerminalCapabilities Of(string? file)
    {
        if (file is not null || Console.IsOutputRedirected)
        {
            return new TerminalCapabilities(WidthOfAFile, ColorSystem.NoColors);
        }

        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        AnsiCapabilities ansi = AnsiCapabilities.Create(Console.Out);
        return new TerminalCapabilities(
            Math.Max(Narrowest, Console.WindowWidth),
            noColor || !ansi.Ansi ? ColorSystem.NoColors : ansi.ColorSystem)
        {
            IsTerminal = true,
            CanRedraw = ansi.Ansi,
        };
    }
}
