namespace FlameScope.Tool.Cli;

/// <summary>The input cannot give what was asked for; ends the command with <see cref="ExitCode.BadInput"/>.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
