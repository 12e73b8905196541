using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Writes a view as the command line asks: as text for people, or in a format of its own.</summary>
internal static class ViewOutput
{
    public const string Text = "text";

    /// <exception cref="InputException">The output cannot be written.</exception>
    public static void Write(
        OutputRequest request, Action<TerminalCapabilities, TextWriter> writeText, Action<Stream> export, CancellationToken cancellationToken)
    {
        bool isText = request.Format == Text;
        TerminalCapabilities terminal = isText ? TerminalCapabilities.Of(request.File) : default;
        Action<Stream> write = output =>
        {
            if (isText)
            {
                TextOutput.Write(output, terminal.IsTerminal ? terminal.Width : null, text => writeText(terminal, text));
            }
            else
            {
                export(output);
            }
        };
        OutputTarget.Write(request.File, write, cancellationToken);
    }
}
