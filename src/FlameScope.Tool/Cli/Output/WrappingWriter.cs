using System.Text;

namespace FlameScope.Tool.Cli;

/// <summary>Text for a terminal: lines that are too long are broken between words, and go on below the column that they broke in.</summary>
/// <remarks>
/// Command lines are broken between options, so that they can still be copied into a shell. A word that is longer than the terminal is wide is left
/// to the terminal, which copies it as one.
/// </remarks>
internal sealed class WrappingWriter : TextWriter
{
    private const string CommandStart = "  flamescope ";
    private const string CommandBreak = " \\";
    private const string CommandGoesOn = "      --";
    private const int CommandIndent = 6;

    private readonly TextWriter _inner;
    private readonly int _width;
    private readonly StringBuilder _line = new();

    /// <param name="inner">Where the text goes; it is not closed with this writer.</param>
    /// <param name="width">Columns of characters.</param>
    public WrappingWriter(TextWriter inner, int width)
    {
        _inner = inner;
        _width = width;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => _inner.Encoding;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            WriteLine("");
        }
        else
        {
            _line.Append(value);
        }
    }

    public override void Write(string? value)
    {
        foreach (char c in value ?? "")
        {
            Write(c);
        }
    }

    public override void WriteLine(string? value)
    {
        string rest = _line + value;
        _line.Clear();
        while (BreakIn(rest) is (int end, int next, int indent, string mark))
        {
            _inner.Write(rest.AsSpan(0, end));
            _inner.Write(mark + "\n");
            rest = new string(' ', indent) + rest[next..];
        }

        _inner.Write(rest + "\n");
    }

    protected override void Dispose(bool disposing)
    {
        _inner.Write(_line.ToString());
        _line.Clear();
        base.Dispose(disposing);
    }

    // Where a line ends, where it goes on, and below what; null where it fits, or is one word.
    private (int End, int Next, int Indent, string Mark)? BreakIn(string line)
    {
        if (line.Length <= _width)
        {
            return null;
        }

        List<Word> words = WordsOf(line);
        if (words.Count < 2 || words[^1].EndColumn <= _width)
        {
            return null;
        }

        bool isCommand = line.StartsWith(CommandStart, StringComparison.Ordinal) || line.StartsWith(CommandGoesOn, StringComparison.Ordinal);
        int next = isCommand ? NextOption(words) : words.FindIndex(1, word => word.EndColumn > _width);
        if (next < 0)
        {
            return null;
        }

        int indent = isCommand ? CommandIndent : IndentFor(words, next);
        return (words[next - 1].End, words[next].Place, indent, isCommand ? CommandBreak : "");
    }

    // The last option that leaves room for the mark before it.
    private int NextOption(List<Word> words)
    {
        int last = words.FindLastIndex(word => word.IsOption && word.Column <= _width - CommandBreak.Length + 1);
        return last > 0 ? last : words.FindIndex(1, word => word.IsOption);
    }

    // Below the last field, or as far to the right as its longest word has room.
    private int IndentFor(List<Word> words, int next)
    {
        Word? field = words.Take(next).LastOrDefault(word => word.IsField && word.Column <= _width / 2);
        int wanted = field is { IsField: true } known ? known.Column : Math.Min(words[0].Column + 2, _width / 2);
        return Math.Max(0, Math.Min(wanted, _width - words.Skip(next).Max(word => word.EndColumn - word.Column)));
    }

    private static List<Word> WordsOf(string line)
    {
        List<Word> words = [];
        bool isQuoted = false;
        int column = 0;
        int gap = 0;
        for (int i = 0; i < line.Length;)
        {
            if (line[i] == ' ')
            {
                (i, column, gap) = (i + 1, column + 1, gap + 1);
                continue;
            }

            (int place, int start, bool wasQuoted) = (i, column, isQuoted);
            for (; i < line.Length && line[i] != ' '; i++)
            {
                if (line[i] == '\e' && line.IndexOf('m', i) is var end and >= 0)
                {
                    i = end;
                    continue;
                }

                isQuoted ^= line[i] == '\'';
                column++;
            }

            bool isOption = !wasQuoted && line.AsSpan(place).StartsWith("--");
            words.Add(new Word(place, i, start, column, words.Count > 0 && gap > 1, isOption));
            gap = 0;
        }

        return words;
    }

    /// <param name="Place">Where its characters begin.</param>
    /// <param name="End">Where they end.</param>
    /// <param name="Column">Where it begins on the screen.</param>
    /// <param name="EndColumn">Where it ends there.</param>
    /// <param name="IsField">Whether more than one blank stands before it.</param>
    /// <param name="IsOption">Whether it begins an option of a command line.</param>
    private readonly record struct Word(int Place, int End, int Column, int EndColumn, bool IsField, bool IsOption);
}
