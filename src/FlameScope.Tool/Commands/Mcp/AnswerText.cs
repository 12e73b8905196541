using System.Globalization;
using System.Text;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>An answer in lines, of which so many go to an assistant as it can read.</summary>
internal sealed class AnswerText
{
    private const int MaxLength = 24_000;

    private readonly StringBuilder _text = new();
    private int _leftOut;

    /// <summary>Adds a line; names in it can hold nothing but text.</summary>
    public void Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    public void Line(string line)
    {
        string plain = PlainText.Of(line);
        if (_leftOut > 0 || _text.Length + plain.Length > MaxLength)
        {
            _leftOut++;
            return;
        }

        _text.Append(plain).Append('\n');
    }

    public override string ToString() => _leftOut == 0
        ? _text.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{_text}… {_leftOut:N0} more lines: ask for a shorter slice, for less of it with filters, or with a limit.\n");
}
