namespace FlameScope.Tool.Cli;

/// <summary>What the command says to its shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The input cannot be read, or the output cannot be written.</summary>
    public const int BadInput = 1;

    /// <summary>The command line makes no sense, or none for this input.</summary>
    public const int BadUsage = 2;

    /// <summary>What <c>--fail-on</c> looks for is there; everything else went well.</summary>
    public const int Found = 3;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
