using System.Text;

namespace FlameScope.Tool.Cli;

/// <summary>Text on a stream: UTF-8 without a mark, lines end in <c>\n</c> on every system.</summary>
internal static class TextOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(Stream output, Action<TextWriter> write)
    {
        using StreamWriter text = new(output, Utf8, bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        write(text);
    }
}
