using System.Text;

namespace FlameScope.Tool.Cli;

/// <summary>Text on a stream: UTF-8 without a mark, lines end in <c>\n</c> on every system.</summary>
internal static class TextOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="output">Where to.</param>
    /// <param name="width">Columns of the terminal that it goes to; <see langword="null"/> for a file or a pipe, where lines are as long as they are.</param>
    /// <param name="write">Writes the text.</param>
    public static void Write(Stream output, int? width, Action<TextWriter> write)
    {
        using StreamWriter text = new(output, Utf8, bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        if (width is not int columns)
        {
            write(text);
            return;
        }

        using WrappingWriter wrapped = new(text, columns);
        write(wrapped);
    }
}
