namespace FlameScope.Tool.Cli;

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

    /// <summary>What is wrong, without the name of a parameter, which says nothing to who typed a command.</summary>
    public static string ReasonOf(ArgumentException error) => error.ParamName is null
        ? error.Message
        : error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
}
