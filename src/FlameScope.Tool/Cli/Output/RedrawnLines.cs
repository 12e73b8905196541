using System.Text;

namespace FlameScope.Tool.Cli;

/// <summary>Lines at the end of a terminal that are drawn again and again in the same place.</summary>
internal sealed class RedrawnLines(TextWriter terminal)
{
    private const string NoWrapping = "\e[?7l";
    private const string Wrapping = "\e[?7h";
    private const string ToLineEnd = "\e[K";
    private const string ToScreenEnd = "\e[J";

    private int _height;

    /// <summary>Draws lines in the place of those before.</summary>
    /// <param name="text">Lines; those that are wider than the terminal are cut.</param>
    public void Draw(string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        StringBuilder screen = new(NoWrapping);
        AppendUp(screen);
        foreach (string line in lines)
        {
            screen.Append(line).Append(ToLineEnd).Append('\n');
        }

        terminal.Write(screen.Append(ToScreenEnd).Append(Wrapping));
        terminal.Flush();
        _height = lines.Length;
    }

    /// <summary>Prints a line that stays above the lines that are drawn next.</summary>
    public void Print(string line)
    {
        StringBuilder screen = new();
        AppendUp(screen);
        terminal.Write(screen.Append(ToScreenEnd).Append(line).Append('\n'));
        _height = 0;
    }

    private void AppendUp(StringBuilder screen)
    {
        if (_height > 0)
        {
            screen.Append("\e[").Append(_height).Append('F');
        }
    }
}
