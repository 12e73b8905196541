namespace FlameScope.Tool.Commands;

/// <summary>The command line makes no sense for this input; ends the command with <see cref="ExitCode.BadUsage"/>.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
