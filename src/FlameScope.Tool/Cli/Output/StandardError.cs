namespace FlameScope.Tool.Cli;

/// <summary>Where failures and warnings go.</summary>
internal static class StandardError
{
    /// <summary>Writes a text; where standard error is closed or full, nobody can be told, and the exit code speaks alone.</summary>
    public static void Write(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
