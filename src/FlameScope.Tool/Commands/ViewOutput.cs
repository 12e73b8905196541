using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Writes a view as the command line asks: as text for people, or in a format of its own.</summary>
internal static class ViewOutput
{
    public const string Text = "text";

    /// <exception cref="InputException">The output cannot be written.</exception>
    public static void Write(
        ViewRequest request, Action<TerminalCapabilities, TextWriter> writeText, Action<Stream> export, CancellationToken cancellationToken)
    {
        Action<Stream> write = output =>
        {
            if (request.Format == Text)
            {
                TerminalCapabilities terminal = TerminalCapabilities.Of(request.Output);
                TextOutput.Write(output, text => writeText(terminal, text));
            }
            else
            {
                export(output);
            }
        };
        OutputTarget.Write(request.Output, write, cancellationToken);
    }
}
